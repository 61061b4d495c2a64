import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { cronProblem } from "../../compiler/argo/laws/cron.ts";
import { goDurationProblem } from "../../compiler/argo/laws/go-duration.ts";
import { selectorProblem } from "../../compiler/argo/laws/label-selector.ts";
import { quantityOf } from "../../compiler/argo/laws/quantity.ts";
import { isTimeZone } from "../../compiler/argo/laws/time-zone.ts";
import { readYaml } from "../../compiler/lint/yaml/read-yaml.ts";
import { stableJson } from "../../util/stable-json.ts";
import { askOracle, describeWithOracle, type Question } from "../helpers/go-oracle.ts";
import { randomFrom } from "../helpers/random-from.ts";

const random = randomFrom(20261123);
const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
const made = (count: number, make: () => string): readonly string[] => [...new Set(Array.from({ length: count }, make))];
const joined = (parts: readonly string[], most: number): string =>
  Array.from({ length: 1 + Math.floor(random() * most) }, () => pick(parts)).join("");

const selectorParts = "a|status.phase|b/c|Succeeded|3|-1|in|notin|=|==|!=|>|<|!|(|)|,| |  |a-b|-x|x_|A.b|é|&&|'x'|[0]|".split(
  "|",
);
const durationParts = "1|2.5|.5|0|h|m|s|ms|us|µs|ns|d|w|-|+| |.|1h30m|x".split("|");
const fields = "*|0|5|59|60|1-5|5-1|*/15|*/0|1,2|1,|?|mon|SUN|jan|JAN-MAR|7|6|31|32|12|13|a|-1|*-5|1-2-3|1/2|*/x|L".split("|");
const zones =
  "UTC|Europe/Berlin|europe/berlin|Mars/Base|CEST|CET|EST|EST5EDT|+02:00|Etc/GMT+2|GMT|US/Pacific|America/Argentina/Buenos_Aires|America/New York|Asia/Kolkata|Asia/Calcutta|Berlin|Zulu|GB|Eire|Europe/|/Europe".split(
    "|",
  );
const quantityParts = "1|500|0.5|.5|-2|+3|1e3|1E2|m|k|K|Ki|Mi|Gi|G|GB|Ti|E|e|n|u| |x".split("|");
const scalars =
  "~|null|Null|nULL|y|Y|yes|Yes|yEs|n|no|on|off|OFF|oFF|true|TRUE|tRUE|false|0|-0|5|-5|+5|007|0755|08|0o17|0x1F|0xg|0b101|1_000|1e3|1E3|.5|5.|-.5|1.5.0|.|-|+|1:30|12:30:45|2024-02-29|2024-02-29T10:00:00Z|<<|=|1e|0x|12345678901234567|a b|a-b|'5'|\"5\"|'yes'|!!str 5|*|.inf|nan|.e5|_1|1_|0_7".split(
    "|",
  );

interface Law {
  readonly name: string;
  readonly kind: Question["kind"];
  readonly sources: readonly string[];
  readonly isFine: (source: string) => boolean;
}

const laws: readonly Law[] = [
  {
    name: "selectors of resource templates, by Kubernetes",
    kind: "selector",
    sources: [
      "a in (b c)",
      "a in (b, c)",
      "a in (b,,c)",
      "a in ()",
      ...made(4000, () => joined(selectorParts, 7)),
      ...[
        "status.phase in (Failed, Error)",
        "a => 1",
        "!a",
        "!a = b",
        "a > b",
        "a in ()",
        "a in (b",
        "",
        " ",
        "a==b,c!=d",
        "x".repeat(64),
      ],
    ],
    isFine: (source) => selectorProblem(source) === undefined,
  },
  {
    name: "durations, by Go",
    kind: "duration",
    sources: [...made(2000, () => joined(durationParts, 5)), "1h30m", "1d", "", "0", "-1.5s"],
    isFine: (source) => goDurationProblem(source) === undefined,
  },
  {
    name: "schedules, by the controller's cron",
    kind: "schedule",
    sources: [
      ...made(3000, () => Array.from({ length: 5 }, () => (random() < 0.6 ? "*" : pick(fields))).join(" ")),
      ...["@daily", "@every 1h30m", "@every 1x", "@fortnightly", "0 0 1 1", "0 0 0 1 1 *", ""],
    ],
    isFine: (source) => cronProblem(source) === undefined,
  },
  { name: "time zones, by Go", kind: "zone", sources: zones, isFine: isTimeZone },
  {
    name: "quantities, by Kubernetes",
    kind: "quantity",
    // A unit alone is nothing to Kubernetes, and Argo's CRDs refuse it.
    sources: [...made(2000, () => joined(quantityParts, 3)).filter((source) => /^[-+]?[.\d]/.test(source)), "128Mi", "1.5.0"],
    isFine: (source) => quantityOf(source) !== undefined,
  },
];

describeWithOracle("a law for manifests", () => {
  it.each(laws)("of $name", async ({ kind, sources, isFine }) => {
    const answers = await askOracle(sources.map((source) => ({ kind, source })));
    const differ = sources.flatMap((source, index) => {
      const error = answers[index]?.error;
      return isFine(source) === (error === undefined) ? [] : [`${JSON.stringify(source)}: ${error ?? "fine"}`];
    });
    expect(differ).toEqual([]);
    const fine = answers.filter(({ error }) => error === undefined).length;
    expect(fine).toBeGreaterThan(2);
    expect(fine).toBeLessThan(sources.length);
  });

  it("gives quantities as much as Kubernetes does", async () => {
    const sources = ["1", "500m", "1Ki", "1.5Gi", "2e3", "100k", "-3Mi", "7E"];
    const answers = await askOracle(sources.map((source) => ({ kind: "quantity" as const, source })));
    expect(sources.map(quantityOf)).toEqual(answers.map(({ json }) => Number(json)));
  });

  it("reads unquoted words of YAML as kubectl does", async () => {
    const sources = scalars.filter((scalar) => scalar !== "*").map((scalar) => `a: ${scalar}\n`);
    const answers = await askOracle(sources.map((source) => ({ kind: "document" as const, source })));
    const differ = sources.flatMap((source, index) => {
      const { json, error } = answers[index] ?? {};
      if (error !== undefined) return [];
      const own = JSON.stringify(readYaml({ file: "a.yaml", text: source }).documents[0]?.value ?? null);
      const theirs = JSON.stringify(JSON.parse(json ?? "null"));
      return own === theirs ? [] : [`${source.trim()}: ${own}, and kubectl ${theirs}`];
    });
    expect(differ).toEqual([]);
  });

  it("reads whole manifests as kubectl does", async () => {
    const recorded = join(import.meta.dirname, "../recorded");
    const sources = globSync("*/*.yaml", { cwd: recorded })
      .sort()
      .flatMap((file) => readFileSync(join(recorded, file), "utf8").split(/^---$/m));
    const answers = await askOracle(sources.map((source) => ({ kind: "document" as const, source })));
    const differ = sources.filter((source, index) => {
      const theirs: unknown = JSON.parse(answers[index]?.json ?? "null");
      return stableJson(readYaml({ file: "a.yaml", text: source }).documents[0]?.value ?? null) !== stableJson(theirs);
    });
    expect(differ).toEqual([]);
    expect(sources.length).toBeGreaterThan(649);
  });
});
