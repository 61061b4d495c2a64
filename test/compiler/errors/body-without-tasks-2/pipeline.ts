import { onFailure, pipeline } from "pipewright";
import { ingest } from "../parts.ts";

export default pipeline({ name: "taxi" }, () => {
  ingest({ source: "a.csv" }).onExit(() => {});
  onFailure(() => {});
});
