import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { component, File, forEach, listOf, pipeline } from "pipewright";
import { z } from "zod";

/** Each step tells a file outside of the run when it begins and when it ends. */
const common = { id: z.string(), told: z.string(), milliseconds: z.int().default(60) };

async function work({ id, told, milliseconds }: { id: string; told: string; milliseconds: number }): Promise<void> {
  appendFileSync(told, `${id} begins ${process.pid}\n`);
  await sleep(milliseconds);
}

const tell = ({ id, told }: { id: string; told: string }) => appendFileSync(told, `${id} ends ${process.pid}\n`);

const seed = component({
  name: "seed",
  params: common,
  outputs: { made: File, names: z.array(z.string()) },
  run: async ({ params, outputs }) => {
    await work(params);
    writeFileSync(outputs.made.path, params.id);
    tell(params);
    return { names: ["a", "b", "c", "d", "e", "f"] };
  },
});
const extend = component({
  name: "extend",
  inputs: { from: File },
  params: { ...common, part: z.string().default(""), failsFirst: z.boolean().default(false) },
  outputs: { made: File },
  run: async ({ inputs, params, outputs }) => {
    const id = params.id + params.part;
    await work({ ...params, id });
    const text = readFileSync(inputs.from.path, "utf8");
    writeFileSync(outputs.made.path, `${text.slice(0, 5)}`); // half an output, if it is killed now
    if (params.failsFirst && !existsSync(`${params.told}.${id}`)) {
      writeFileSync(`${params.told}.${id}`, "");
      throw new Error("fails the first time");
    }
    await sleep(params.milliseconds / 3);
    writeFileSync(outputs.made.path, `${text}>${id}`);
    tell({ ...params, id });
  },
});
const join = component({
  name: "join",
  inputs: { files: listOf(File) },
  params: common,
  outputs: { made: File, text: z.string() },
  run: async ({ inputs, params, outputs }) => {
    await work(params);
    const text = inputs.files.map(({ path }) => readFileSync(path, "utf8")).join("|");
    writeFileSync(outputs.made.path, text);
    tell(params);
    return { text };
  },
});

const end = component({
  name: "end",
  inputs: { chain: File, one: File, other: File, short: File, long: File },
  params: common,
  outputs: { text: z.string() },
  run: async ({ inputs, params }) => {
    await work(params);
    const text = Object.values(inputs)
      .map(({ path }) => readFileSync(path, "utf8"))
      .join("|");
    tell(params);
    return { text };
  },
});

export default pipeline({ name: "twenty-steps", params: { told: z.string() } }, ({ told }) => {
  const begun = seed({ id: "seed", told });
  const parts = forEach(begun.names, (part) => extend({ from: begun.made, id: "part-", part, told }));
  const joined = join({ files: parts.made, id: "join", told });
  let last = joined.made;
  for (let n = 1; n <= 4; n++) last = extend({ from: last, id: `chain-${n}`, told }).made;
  const tried = extend({ from: begun.made, id: "tried", failsFirst: true, told }).with({ retry: { limit: 5 } });
  const side = extend({ from: tried.made, id: "side", told });
  const one = extend({ from: side.made, id: "one", told });
  const other = extend({ from: side.made, id: "other", told });
  const short = extend({ from: begun.made, id: "short", told, milliseconds: 1 });
  const long = extend({ from: begun.made, id: "long", told, milliseconds: 600 });
  return end({ chain: last, one: one.made, other: other.made, short: short.made, long: long.made, id: "end", told });
});
