import { readFile, writeFile } from "node:fs/promises";
import { component, File, forEach, listOf, pipeline, when } from "pipewright";
import { z } from "zod";

const write = component({
  name: "write",
  params: { text: z.string() },
  outputs: { made: File, length: z.int() },
  run: async ({ params, outputs }) => {
    await writeFile(outputs.made.path, params.text);
    return { length: params.text.length };
  },
});
const join = component({
  name: "join",
  params: { with: z.string().default(",") },
  inputs: { left: File, right: File },
  outputs: { joined: File, text: z.string() },
  run: async ({ inputs, params, outputs }) => {
    const text = [await readFile(inputs.left.path, "utf8"), await readFile(inputs.right.path, "utf8")].join(params.with);
    await writeFile(outputs.joined.path, text);
    return { text };
  },
});
const gather = component({
  name: "gather",
  inputs: { files: listOf(File) },
  outputs: { all: z.string() },
  run: async ({ inputs }) => ({ all: (await Promise.all(inputs.files.map(({ path }) => readFile(path, "utf8")))).join("|") }),
});
const say = component({
  name: "say",
  params: { what: z.unknown() },
  run: ({ params, log }) => void log.info(JSON.stringify(params.what)),
});

/** Parameters with and without a default, an input, results of every kind. */
const twice = pipeline(
  { name: "twice", params: { text: z.string(), mark: z.string().default("{{!}}") }, inputs: { before: File } },
  ({ text, mark, before }) => {
    const first = write({ text });
    const joined = join({ left: before, right: first.made, with: mark });
    const parts = forEach(["a", "b"], (part) => join({ left: first.made, right: joined.joined, with: part }));
    return { joined: joined.joined, text: joined.text, length: first.length, parts: parts.joined, mark };
  },
);

/** A pipeline that calls one. */
const prepare = pipeline({ name: "prepare", params: { text: z.string() } }, ({ text }) => {
  const seed = write({ text: "seed" });
  const inside = twice({ text, before: seed.made });
  return { joined: inside.joined, text: inside.text, parts: inside.parts };
});

/** One ref, and nothing else. */
const measure = pipeline({ name: "measure", inputs: { file: File } }, ({ file }) => join({ left: file, right: file }).text);

export default pipeline({ name: "called-pipelines", params: { text: z.string().default("hello") } }, ({ text }) => {
  const seed = write({ text: "start" });
  const one = twice({ text, before: seed.made });
  const two = twice({ text: one.text, mark: "+", before: one.joined }).after(seed);
  say({ what: two.text });
  say({ what: two.mark });
  gather({ files: one.parts });

  const prepared = when(one.length.gt(3), () => prepare({ text: "long" })).otherwise(() => prepare({ text: "short" }));
  say({ what: prepared.text });
  gather({ files: prepared.parts });

  const many = forEach(["x", "y"], (each) => twice({ text: each, before: prepared.joined }));
  gather({ files: many.joined });
  say({ what: many.text });
  say({ what: measure({ file: two.joined }) });
});
