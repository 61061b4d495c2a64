import { pipeline } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  const { rows } = ingest({ source: "a.csv" });
  const words = ["one", "two"];
  const key = "what";
  say({ [key]: words[0] });
  say({ what: rows });
});
