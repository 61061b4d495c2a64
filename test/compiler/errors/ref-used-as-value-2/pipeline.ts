import { pipeline } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { rows } = ingest({ source: "a.csv" });
  // @ts-expect-error a ref is no plain value: nothing to compare
  if (rows > 3) say({ what: 1 });
});
