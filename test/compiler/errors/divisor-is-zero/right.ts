import { pipeline } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "right", params: {} }, () => {
  const { rows } = ingest({ source: "a.csv" });
  say({ what: rows.dividedBy(0.1) });
  say({ what: rows.dividedBy(rows.minus(1)) });
});
