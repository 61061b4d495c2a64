import { days, hours, pipeline } from "pipewright";
import { ingest } from "../parts.ts";

export default pipeline({ name: "wrong", options: { ttl: hours(12), artifactGc: "on-run-deletion" } }, () => {
  ingest({ source: "a.csv" }).with({ cache: { maxAge: days(7) } });
});
