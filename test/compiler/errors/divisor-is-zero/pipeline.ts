import { pipeline } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { rows } = ingest({ source: "a.csv" });
  say({ what: rows.dividedBy(0) });
  say({ what: rows.plus(1).modulo(0) });
});
