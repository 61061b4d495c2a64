import { component, days, File, forEach, pipeline, when } from "pipewright";
import { z } from "zod";

const make = component({
  name: "make",
  params: { source: z.string() },
  outputs: { made: File, good: z.boolean(), rows: z.int() },
  run: () => ({ good: true, rows: 1 }),
});
const learn = component({ name: "learn", inputs: { from: File }, outputs: { auc: z.number() }, run: () => ({ auc: 1 }) });
const tell = component({ name: "tell", params: { auc: z.number() }, run: () => {} });

/** A called pipeline brings its own defaults along; what the caller says of runs holds for both. */
const trial = pipeline(
  { name: "trial", params: { source: z.string() }, defaults: { cache: { maxAge: days(1) }, retry: 1 } },
  ({ source }) => {
    const { made } = make({ source });
    const { auc } = learn({ from: made }).with({ env: { SOURCE: source } });
    return { auc };
  },
);

/** Variables and digests reach tasks inside of bodies, where what they stand for is an input. */
export default pipeline(
  { name: "options-in-bodies", params: { region: z.string().default("eu") }, options: { serviceAccount: "pipeline" } },
  ({ region }) => {
    const { made, good, rows } = make({ source: "a.csv" });
    when(good, () => {
      forEach(["small", "large"], (size, index) => {
        const { auc } = learn({ from: made }).with({
          cache: { maxAge: days(7) },
          env: { REGION: region, ROWS: rows, SIZE: size, INDEX: index },
        });
        tell({ auc }).with({ env: { SIZE: size } });
      });
      tell({ auc: trial({ source: "b.csv" }).auc });
    });
  },
);
