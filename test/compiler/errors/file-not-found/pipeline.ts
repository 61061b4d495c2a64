import { file, pipeline } from "pipewright";
import { ingest } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  ingest({ source: file("data/taxy.csv") });
  ingest({ source: file(".") });
});
