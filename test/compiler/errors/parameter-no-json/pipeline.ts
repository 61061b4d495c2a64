import { pipeline } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  say({ what: new Date(0) });
  const { rows } = ingest({ source: "a.csv" });
  say({ what: { rows } });
});
