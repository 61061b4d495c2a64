import { component, pipeline, type Ref } from "pipewright";
import { ingest } from "../parts.ts";

let rows: Ref<number> | undefined;
export const show = component({ name: "show", run: ({ log }) => void log.info(String(rows)) });

export default pipeline({ name: "wrong" }, () => {
  rows = ingest({ source: "a.csv" }).rows;
  show();
});
