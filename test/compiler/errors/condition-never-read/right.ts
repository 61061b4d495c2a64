import { pipeline } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  const { rows } = ingest({ source: "a.csv" });
  const many = rows.gt(3);
  const parts = { many };
  say({ what: parts.many });
});
