import { pipeline } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  const { rows } = ingest({ source: "a.csv" });
  say({ what: rows.modulo(-3) });
});
