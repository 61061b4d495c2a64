import { component, pipeline } from "pipewright";
import { z } from "zod";
import { ingest, say } from "../parts.ts";

const count = component({
  name: "count",
  outputs: { sums: z.array(z.int()).min(1), range: z.object({ from: z.int() }) },
  run: () => ({ sums: [1], range: { from: 1 } }),
});

export default pipeline({ name: "wrong", params: { days: z.array(z.string()).default([]) } }, ({ days }) => {
  const { rows } = ingest({ source: "a.csv" });
  say({ what: `there are ${rows} rows` });
  // biome-ignore lint/style/useTemplate: the mistake
  say({ what: "rows: " + rows });
  say({ what: String(rows) });
  const { sums, range } = count();
  say({ what: `sums ${sums}, ${range}` });
  say({ what: String(days) });
});
