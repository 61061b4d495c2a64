import { component, pipeline } from "pipewright";
import { z } from "zod";

const tell = component({
  name: "tell",
  params: {
    source: z.string(),
    epochs: z.int(),
    rate: z.number(),
    mode: z.enum(["fast", "slow"]),
    layers: z.array(z.int()),
    note: z.string().optional(),
  },
  run: ({ params, log }) => log.info(JSON.stringify(params)) as undefined,
});

export default pipeline(
  {
    name: "params",
    params: {
      source: z.string(),
      epochs: z.int().positive().default(5),
      rate: z.number().default(0.5),
      mode: z.enum(["fast", "slow"]).default("fast"),
      layers: z.array(z.int()).default([8, 4]),
      note: z.string().optional(),
    },
  },
  (given) => {
    tell(given);
  },
);
