import { pipeline } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { rows } = ingest({ source: "a.csv" });
  // @ts-expect-error a ref is no number
  if (rows > 3) say({ what: "many" });
  // @ts-expect-error a ref is no number
  if (rows === 3) say({ what: "three" });
  // @ts-expect-error a ref is no number
  if (10 <= rows) say({ what: "ten" });
});
