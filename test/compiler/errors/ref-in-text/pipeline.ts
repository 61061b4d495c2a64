import { pipeline } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { rows } = ingest({ source: "a.csv" });
  say({ what: `there are ${rows} rows` });
  // biome-ignore lint/style/useTemplate: the mistake
  say({ what: "rows: " + rows });
  say({ what: String(rows) });
});
