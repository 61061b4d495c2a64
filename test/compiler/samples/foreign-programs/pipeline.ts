import { component, container, containerSet, days, File, file, forEach, minutes, pipeline, script, when } from "pipewright";
import { z } from "zod";

const grep = container({
  name: "grep",
  image: "alpine:3.22",
  params: { pattern: z.string(), limit: z.int().default(10), mode: z.enum(["lines", "words"]) },
  inputs: { text: File },
  outputs: { found: File, count: z.int(), first: z.string() },
  command: ({ inputs, outputs }) => [
    "sh",
    "-c",
    `grep -m "$LIMIT" -e "$(echo "$PATTERN" | base64 -d)" ${inputs.text.path} > ${outputs.found.path}; wc -l < ${outputs.found.path}; echo $$`,
  ],
  env: ({ params }) => ({ PATTERN: params.pattern.base64, LIMIT: params.limit.text, MODE: params.mode.text, PRICE: "$(5) $$" }),
  outputsFrom: { count: "stdout", first: "/tmp/first" },
});

const makeText = container({
  name: "make-text",
  image: "registry.example/tools/seq@sha256:9f3a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718",
  params: { options: z.object({ rows: z.int(), header: z.string() }), name: z.string() },
  outputs: { text: File },
  command: ({ params, outputs }) => [
    "seq-text",
    "--config",
    params.options.file,
    `--name=${params.name.word}`,
    "-o",
    outputs.text.path,
  ],
  security: { runAsUser: 0, readOnlyRootFilesystem: false },
});

const describe = script({
  name: "describe",
  image: "python:3.14-slim",
  command: ["python"],
  source: `import json, os
columns = json.loads(os.environ["COLUMNS"])
print(f"{len(columns)} of $$ and $(HOME)")
json.dump({"columns": len(columns), "ok": True}, open(os.environ["FACTS"], "w"))
`,
  params: { columns: z.array(z.string()) },
  inputs: { table: File },
  outputs: {
    facts: z.object({ columns: z.int(), ok: z.boolean() }),
    ok: z.boolean(),
    auc: z.number(),
    verdict: z.enum(["good", "bad"]),
  },
  env: ({ params, inputs, outputs }) => ({ COLUMNS: params.columns.json, TABLE: inputs.table.path, FACTS: outputs.facts.path }),
});

const fromFile = script({
  name: "from-file",
  image: "alpine:3.22",
  command: ["sh"],
  source: file("count.sh"),
  outputs: { n: z.int() },
});

const pack = containerSet({
  name: "pack",
  params: { level: z.int() },
  inputs: { text: File },
  outputs: { archive: File, size: z.int() },
  shared: ["/scratch"],
  retries: 2,
  containers: {
    sort: { image: "alpine:3.22", command: ({ inputs }) => ["sort", "-o", "/scratch/sorted", inputs.text.path] },
    main: {
      image: "alpine:3.22",
      command: ({ outputs, params }) => ["pack", "-l", params.level.text, "-o", outputs.archive.path, "/scratch/sorted"],
      after: ["sort"],
    },
  },
  outputsFrom: { size: "stdout" },
});

const seed = container({
  name: "seed",
  image: "alpine:3.22",
  params: { n: z.int() },
  outputs: { seed: z.int() },
  command: ({ params, outputs }) => ["seed", params.n.text, outputs.seed.path],
});

const report = component({
  name: "report",
  params: { count: z.int(), first: z.string(), facts: z.object({ columns: z.int(), ok: z.boolean() }) },
  run: () => {},
});

export default pipeline(
  { name: "foreign-programs", params: { pattern: z.string().default("{{workflow.name}}"), rows: z.int().default(3) } },
  ({ pattern, rows }) => {
    const { text } = makeText({ options: { rows: 5, header: "{{x}} $(HOME)" }, name: "big/table-1" });
    const found = grep({ pattern, text, mode: "lines" }).with({ retry: 2, timeout: minutes(5), displayName: "Find lines" });
    const facts = describe({ columns: ["a", "{{b}}"], table: found.found });
    when(facts.ok, () => {
      report({ count: found.count, first: found.first, facts: facts.facts });
    });
    forEach(["x", "y"], (word) => grep({ pattern: word, text, limit: rows, mode: "words" }));
    const packed = pack({ level: rows, text });
    seed({ n: 3 }).with({ cache: { maxAge: days(1) } });
    seed({ n: rows });
    when(packed.size.gt(3), () => {
      fromFile();
    });
  },
);
