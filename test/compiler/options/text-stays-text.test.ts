import fc from "fast-check";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { resolve } from "../../../compiler/1-resolve/resolve.ts";
import { check } from "../../../compiler/2-check/check.ts";
import { lower } from "../../../compiler/3-lower/lower.ts";
import { print } from "../../../compiler/4-print/print.ts";
import { isError } from "../../../compiler/diagnostics/diagnostic.ts";
import {
  component,
  configMapFiles,
  counter,
  emptyDir,
  File,
  lastTry,
  mutex,
  nodeLabel,
  pipeline,
  s3,
  secret,
  stored,
  type TaskOptions,
  textFile,
} from "../../../dsl/index.ts";
import { decodeWire } from "../../../util/wire-form.ts";

const work = component({ name: "work", inputs: { from: File }, outputs: { made: File }, run: () => {} });
const images = { imageOf: () => "registry.example/work:c-0123456789abcdef", fileUri: () => "", sourceText: () => "" };

/** Texts in which somebody on the way could read something. */
const hostile = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      "{{workflow.name}}",
      "{{=1+1}}",
      "{{",
      "}}",
      "$(HOME)",
      "$$",
      "$",
      "' || true || '",
      "\\u007b{",
      "{{item}}",
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
  { weight: 2, arbitrary: fc.constantFrom("ranking", "a-b", "x", "1") },
);
const path = hostile.map((text) => `/${text}`);

/** Options with such a text in every place that takes one. */
const everyOption = fc.record({
  displayName: hostile,
  env: fc.dictionary(fc.constantFrom("A", "B"), hostile),
  envFrom: fc.array(fc.record({ secret: hostile, prefix: hostile }), { maxLength: 1 }),
  labels: fc.dictionary(hostile, hostile, { maxKeys: 1 }),
  annotations: fc.dictionary(hostile, hostile, { maxKeys: 1 }),
  nodeSelector: fc.dictionary(hostile, hostile, { maxKeys: 1 }),
  nodeAffinity: hostile.map((text) => ({ required: [nodeLabel(text).in(text)] })),
  tolerations: fc.array(fc.record({ key: hostile, value: hostile }), { maxLength: 1 }),
  mounts: fc.tuple(path, hostile, hostile).map(([at, name, key]) => ({ [at]: configMapFiles(name, { items: { [key]: name } }) })),
  volumes: hostile.map((name) => ({ [name]: emptyDir() })),
  serviceAccount: hostile,
  priorityClass: hostile,
  locks: hostile.map((name) => [mutex(name)]),
  metrics: fc.tuple(hostile, hostile).map(([help, label]) => [counter("a_total", { help, labels: { label } })]),
  retry: hostile.map((text) => ({
    limit: 1,
    when: lastTry.message.matches(text.replaceAll(/[\\()[\]{}*+?|]/g, (found) => `\\${found}`)),
  })),
  sidecars: fc
    .tuple(hostile, hostile)
    .map(([text, more]) => [
      { name: "side", image: "a:1", command: [text], args: [more], env: { A: text, S: secret("s", "k") } },
    ]),
  outputs: fc.tuple(hostile, hostile).map(([key, bucket]) => ({ made: { location: s3(key, { bucket }) } })),
  podSpecPatch: fc.dictionary(hostile, hostile, { maxKeys: 2 }),
  cache: hostile.map((version) => ({ maxAge: "1h", version })),
});

/** A few of them: of more, one or the other would always be refused. */
const options: fc.Arbitrary<TaskOptions> = fc.tuple(everyOption, fc.nat(), fc.nat()).map(([all, first, second]) => {
  const names = Object.keys(all) as (keyof typeof all)[];
  const chosen = [names[first % names.length]!, names[second % names.length]!];
  return Object.fromEntries(chosen.map((name) => [name, all[name]])) as TaskOptions;
});

/** What we ourselves write between double braces. */
const ours = [
  /^inputs\.parameters\.[\w-]+$/,
  /^workflow\.(name|namespace)$/,
  /^tasks\.work\.outputs\.(parameters|artifacts)\.[\w-]+$/,
  /^= sprig\.sha256sum\(toJson\(\[('(?:[^'{}]|\\x)*'|inputs\.parameters\['[\w-]+'\]|, )*\]\)\) $/,
];

function tagsIn(value: unknown): readonly string[] {
  if (typeof value === "string")
    return [...value.matchAll(/\{\{(.*?)\}\}/gs)]
      .map(([, tag]) => tag!)
      .concat(/\{\{(?!.*\}\})/s.test(value) ? ["unclosed"] : []);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [...tagsIn(key), ...tagsIn(member)]);
}

it("an option's text is refused, or stands in the manifest so that nothing in it is a template", () => {
  let accepted = 0;
  fc.assert(
    fc.property(options, hostile, (given, text) => {
      const built = pipeline({ name: "texts" }, () => {
        const { made } = work({ from: stored(File, textFile(text)) }).with(given);
        work({ from: made });
      });
      const plan = resolve(built);
      if (check(plan).some(isError)) return;
      accepted++;
      const manifest: unknown = parse(print(lower(plan, { images })).split("\n---\n")[0]!);
      const foreign = tagsIn(manifest).filter((tag) => !ours.some((known) => known.test(tag)));
      expect(foreign, JSON.stringify(given)).toEqual([]);
    }),
    { numRuns: 1500 },
  );
  expect(accepted).toBeGreaterThan(50);
});

it("a component's variable is what the author wrote, whatever that was", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const built = pipeline({ name: "texts" }, () => void work({ from: stored(File, s3("a")) }).with({ env: { A: text } }));
      const [template] = lower(resolve(built), { images });
      const templates = (
        template as {
          spec: { templates: readonly { name: string; container?: { env?: readonly { name: string; value?: string }[] } }[] };
        }
      ).spec.templates;
      const variable = templates.find(({ name }) => name === "work")!.container!.env!.find(({ name }) => name.endsWith("A"))!;
      expect(variable.value).not.toContain("{{");
      const arrived = variable.name === "A" ? variable.value!.replaceAll("$$", "$") : decodeWire(variable.value!);
      expect(arrived).toBe(text);
    }),
    { numRuns: 500 },
  );
});
