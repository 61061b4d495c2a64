import { expect, it } from "vitest";
import { meets, readCondition, shownRequirement } from "../../runner/pods/resource/condition.ts";
import { jqFilter } from "../../runner/pods/resource/jq-filter.ts";
import { printJsonPath } from "../../runner/pods/resource/json-path.ts";
import { askOracle, describeWithOracle } from "../helpers/go-oracle.ts";
import { randomFrom } from "../helpers/random-from.ts";

const job = {
  apiVersion: "batch/v1",
  kind: "Job",
  metadata: { name: "train", labels: { app: "taxi", "pipewright.dev/step": "train" }, generation: 3, annotations: {} },
  spec: { parallelism: 4, suspend: false, ratio: 0.25, nothing: null, args: ["--epochs", "3"], deep: [[1, 2], [3]] },
  status: {
    succeeded: 4,
    failed: 0,
    phase: "Succeeded",
    startTime: "2026-11-24T00:00:00Z",
    conditions: [
      { type: "Ready", status: "False", weight: 1 },
      { type: "Complete", status: "True", weight: 20 },
    ],
  },
};
const object = JSON.stringify(job);

/** What Go makes of each question, and what we do: the same value, or an error on both sides. */
async function compare(
  kind: "condition" | "jsonpath" | "jq",
  sources: readonly string[],
  ours: (source: string) => unknown,
): Promise<readonly { readonly source: string; readonly ours: unknown; readonly theirs: unknown }[]> {
  const answers = await askOracle(sources.map((source) => ({ kind, source, values: { object } })));
  return await Promise.all(
    sources.map(async (source, at) => {
      const { error, json } = answers[at]!;
      const theirs = error === undefined ? JSON.parse(json ?? "null") : { error };
      try {
        return { source, ours: await ours(source), theirs };
      } catch (thrown) {
        return { source, ours: { error: (thrown as Error).message }, theirs };
      }
    }),
  );
}

const pieces: readonly string[] = [
  ...["status.phase", "status.succeeded", "status.failed", "metadata.generation", "status.conditions.1.type", "kind", "no.such"],
  ...[
    "metadata.labels.app",
    "spec.suspend",
    "spec.ratio",
    "spec.nothing",
    "spec.args",
    "status.conditions",
    "in",
    "notin",
    "a/b",
  ],
  ...["Succeeded", "Failed", "4", "0", "-1", "3", "Job", "false", "0.25", "taxi", "x_y", "-bad-", "UPPER.case"],
  ...["=", "==", "!=", ">", "<", "!", ",", "(", ")", " ", " ", "in (", ")", ", ", "=>", "&&"],
];

describeWithOracle("what Argo's executor asks of an object, by the libraries that it uses", () => {
  it("conditions: 4,000 made of pieces, errors in Go's words", async () => {
    const random = randomFrom(7);
    const pick = (): string => pieces[Math.floor(random() * pieces.length)] ?? "";
    const term = (): string => {
      const [key, value, other] = [pick(), pick(), pick()];
      const forms = [
        `${key} == ${value}`,
        `${key} in (${value}, ${other})`,
        `${key} notin (${value})`,
        `${key} > 3`,
        `!${key}`,
        key,
      ];
      return random() < 0.7 ? (forms[Math.floor(random() * forms.length)] ?? "") : `${key}${pick()}${value}${pick()}`;
    };
    const sources = Array.from({ length: 4_000 }, () => Array.from({ length: 1 + Math.floor(random() * 3) }, term).join(", "));
    const compared = await compare("condition", sources, (source) =>
      readCondition(source).map((one) => `${shownRequirement(one)} ${meets(job, one)}`),
    );
    // terms of one key have no order in Go
    const told = (value: unknown): unknown => (Array.isArray(value) ? value.toSorted() : value);
    expect(compared.filter(({ ours, theirs }) => JSON.stringify(told(ours)) !== JSON.stringify(told(theirs)))).toEqual([]);
    const read = compared.filter(({ theirs }) => Array.isArray(theirs)).length;
    expect(read).toBeGreaterThan(500);
    expect(read).toBeLessThan(3_500);
  });

  it("jsonPath", async () => {
    const sources = [
      ...[
        "{.kind}",
        "{ .kind }",
        "{$.kind}",
        "{@.kind}",
        "kind: {.kind}\n",
        "{.metadata.name}-{.status.phase}",
        "{['kind']}",
        "text",
        "",
      ],
      ...[
        "{.metadata.labels}",
        "{.metadata.labels.app}",
        "{.metadata.labels.pipewright\\.dev/step}",
        "{.metadata.labels['app']}",
      ],
      ...[
        "{.metadata['name']}",
        "{.metadata['name','generation']}",
        "{.metadata.annotations}",
        "{.no}",
        "{.no.such}",
        "{.kind.no}",
      ],
      ...[
        "{.spec.parallelism}",
        "{.spec.suspend}",
        "{.spec.ratio}",
        "{.spec.nothing}",
        "{.spec.args}",
        "{.spec.deep}",
        "{.spec.deep[0][1]}",
      ],
      ...[
        "{.spec.args[0]}",
        "{.spec.args[-1]}",
        "{.spec.args[5]}",
        "{.spec.args[*]}",
        "{.spec.args[0:1]}",
        "{.spec.args[0:]}",
        "{.spec.args[:1]}",
      ],
      ...["{.spec.args[-1:]}", "{.spec.args[0,1]}", "{.spec.deep[*][0]}", "{.spec.args[::2]}", "{.spec.args.x}", "{.kind[0]}"],
      ...[
        "{.status.conditions[0].type}",
        "{.status.conditions[*].type}",
        "{.status.conditions[*]}",
        "{.status.conditions[*]['type','status']}",
      ],
      ...['{.status.conditions[?(@.type=="Complete")].status}', "{.status.conditions[?(@.type=='Ready')].status}"],
      ...[
        "{.status.conditions[?(@.weight>5)].type}",
        "{.status.conditions[?(@.weight<=1)].type}",
        "{.status.conditions[?(@.no)].type}",
      ],
      ...[
        "{.status.conditions[?(@.weight)].type}",
        '{.status.conditions[?(@.type!="Ready")].type}',
        "{.status.conditions[?(@.type=='None')].status}",
      ],
      ...["{..type}", "{..weight}", "{.status..status}", "{..no}", '{range .status.conditions[*]}{.type}={.status}{"\\n"}{end}'],
      ...["{range .spec.args[*]}[{@}]{end}", '{"quoted"}', "{'single'}", '{"tab\\there"}', "{.spec.args.*}", "{.kind}{.kind}"],
      ...[
        "{.kind",
        "{.kind}}",
        "{range .x}",
        "{end}",
        "{.spec.args[a]}",
        "{.status.conditions[?(@.type==)]}",
        "{.a b}",
        "{kind}",
        "{}",
        "{.}",
      ],
    ];
    const compared = await compare("jsonpath", sources, (source) => printJsonPath(job, source));
    // errors are told in like words, not in the same
    const differing = compared.filter(({ ours, theirs }) =>
      typeof theirs === "string" ? ours !== theirs : typeof ours === "string",
    );
    expect(differing).toEqual([]);
    expect(compared.filter(({ theirs }) => typeof theirs === "string").length).toBeGreaterThan(60);
  });

  it("jqFilter, by jq itself where Argo has gojq", async () => {
    const sources = [
      ...[".kind", ".status.succeeded", ".spec", ".spec.ratio", ".spec.nothing", ".spec.suspend", ".no", '.no // "none"', ".."],
      ...[
        ".status.conditions[].type",
        ".status.conditions | length",
        ".status.conditions | map(.type)",
        '[.status.conditions[] | select(.status == "True")]',
      ],
      ...[
        ".metadata.labels | keys",
        ".metadata.labels | to_entries",
        '.spec.args | join(",")',
        ".spec.deep | flatten | add",
        '"\\(.kind)-\\(.metadata.name)"',
      ],
      ...[
        ".status.conditions | sort_by(.weight) | last.type",
        '.status | has("phase")',
        ".spec.args[1] | tonumber + 1",
        'if .status.failed > 0 then "bad" else "good" end',
      ],
      ...[
        ".status.startTime | fromdate",
        ".spec.parallelism / 3",
        ".metadata.generation | tostring",
        "[.spec.parallelism, 1.5, -1]",
        "empty",
        ".kind, .kind",
        "@json",
        '@base64 "\\(.kind)"',
      ],
      ...[".kind | error", ".kind |", "nosuch", ".spec.args | .x", "$x"],
    ];
    const compared = await compare("jq", sources, (source) => jqFilter(job, source));
    const differing = compared.filter(({ ours, theirs }) =>
      typeof theirs === "string" ? ours !== theirs : typeof ours === "string",
    );
    expect(differing).toEqual([]);
    expect(compared.filter(({ theirs }) => typeof theirs === "string").length).toBeGreaterThan(25);
  });
});
