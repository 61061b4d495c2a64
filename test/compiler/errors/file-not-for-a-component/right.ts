import { file, forEach, pipeline } from "pipewright";
import { ingest } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  forEach([1, 2], () => void ingest({ source: file("pipeline.ts") }));
});
