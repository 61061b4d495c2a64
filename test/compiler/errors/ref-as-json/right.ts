import { pipeline } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  const { rows } = ingest({ source: "a.csv" });
  const names = { rows: "how many" };
  say({ what: JSON.stringify(names) });
  say({ what: rows.json() });
});
