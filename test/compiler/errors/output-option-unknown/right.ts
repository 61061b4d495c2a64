import { pipeline, runName, s3 } from "pipewright";
import { ingest } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  ingest({ source: "a.csv" }).with({ outputs: { examples: { location: s3(["runs/", runName, "/examples"]), gc: "never" } } });
});
