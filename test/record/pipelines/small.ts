import { readFile, writeFile } from "node:fs/promises";
import { component, days, File, pipeline } from "pipewright";
import { z } from "zod";

const load = component({
  name: "load",
  params: { rows: z.int() },
  outputs: { table: File },
  run: async ({ params, outputs }) => {
    await writeFile(outputs.table.path, "x\n".repeat(params.rows));
  },
});

const train = component({
  name: "train",
  params: { rate: z.number(), wait: z.number().default(0) },
  inputs: { table: File },
  outputs: { model: File, loss: z.number() },
  run: async ({ params, inputs, outputs, log }) => {
    const table = await readFile(inputs.table.path, "utf8");
    log.info(`training on ${table.length} bytes`);
    await new Promise((done) => setTimeout(done, params.wait));
    if (params.rate > 1) throw new Error("the rate is too high");
    await writeFile(outputs.model.path, `${table.length * params.rate}`);
    log.info("trained");
    return { loss: params.rate / 2 };
  },
});

/** A cached step, and one that reads what it made; a rate above 1 fails. */
export default pipeline(
  { name: "small", params: { rows: z.int().default(3), rate: z.number().default(0.5), wait: z.number().default(0) } },
  ({ rows, rate, wait }) => {
    const { table } = load({ rows }).with({ cache: { maxAge: days(7) } });
    train({ table, rate, wait });
  },
);
