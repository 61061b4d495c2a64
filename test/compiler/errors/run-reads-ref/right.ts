import { component, pipeline } from "pipewright";
import { z } from "zod";
import { ingest } from "../parts.ts";

let shown = 0;
export const show = component({
  name: "show",
  params: { rows: z.int() },
  run: ({ params, log }) => {
    shown += 1; // a variable of the container's own
    log.info(`${shown}: ${params.rows}`);
  },
});

export default pipeline({ name: "right" }, () => {
  show({ rows: ingest({ source: "a.csv" }).rows });
});
