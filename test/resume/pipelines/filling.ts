import { appendFileSync, writeFileSync } from "node:fs";
import { component, File, pipeline } from "pipewright";
import { z } from "zod";

const make = component({
  name: "make",
  params: { told: z.string() },
  outputs: { made: File },
  run: ({ params, outputs }) => {
    appendFileSync(params.told, "make\n");
    writeFileSync(outputs.made.path, "made");
  },
});
const fill = component({
  name: "fill",
  inputs: { made: File },
  params: { told: z.string(), mebibytes: z.int() },
  outputs: { filled: File },
  run: ({ params, outputs }) => {
    appendFileSync(params.told, "fill\n");
    writeFileSync(outputs.filled.path, Buffer.alloc(params.mebibytes * 2 ** 20, 1));
  },
});

export default pipeline(
  { name: "filling", params: { told: z.string(), mebibytes: z.int().default(24) } },
  ({ told, mebibytes }) => {
    const { made } = make({ told });
    fill({ made, told, mebibytes });
  },
);
