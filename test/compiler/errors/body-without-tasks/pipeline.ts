import { forEach, pipeline, when } from "pipewright";
import { ingest } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { good } = ingest({ source: "a.csv" });
  when(good, () => {});
  forEach([1], () => {});
});
