import { hdfs, pipeline } from "pipewright";
import { ingest } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  ingest({ source: "a.csv" }).with({
    outputs: { examples: { location: hdfs("/data/examples", { addresses: ["name-node:8020"] }) } },
  });
});
