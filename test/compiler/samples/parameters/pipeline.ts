import { component, pipeline } from "pipewright";
import { z } from "zod";

const tell = component({
  name: "tell",
  params: {
    source: z.string(),
    epochs: z.int(),
    mode: z.enum(["fast", "slow"]),
    layers: z.array(z.int()),
    note: z.string().optional(),
    text: z.string(),
  },
  run: () => {},
});

/** `source` has no default: the file holds the template alone, until somebody says it. */
export default pipeline(
  {
    name: "parameters",
    params: {
      source: z.url().describe("Where the rows are"),
      epochs: z.int().positive().default(5),
      mode: z.enum(["fast", "slow"]).default("fast"),
      layers: z.array(z.int()).default([8, 4]),
      note: z.string().optional(),
    },
  },
  (given) => {
    tell({ ...given, text: `'quotes' "double" {{workflow.name}} $(HOME) yes 12:30 \\ \u0007 é 🐢` });
  },
);
