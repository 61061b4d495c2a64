import { pipeline } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { rows } = ingest({ source: "a.csv" });
  // @ts-expect-error a ref is no step
  say({ what: 1 }).after(rows);
});
