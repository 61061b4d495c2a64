import { pipeline } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { rows } = ingest({ source: "a.csv" });
  // @ts-expect-error a ref is no number
  say({ what: new Intl.NumberFormat("en").format(rows) });
});
