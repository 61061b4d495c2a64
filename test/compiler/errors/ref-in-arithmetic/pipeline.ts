import { pipeline } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { rows } = ingest({ source: "a.csv" });
  // @ts-expect-error a ref is no number
  say({ what: rows * 2 });
  // @ts-expect-error a ref is no number
  say({ what: 100 - rows });
  // @ts-expect-error a ref is no number
  say({ what: Math.round(rows) });
  // @ts-expect-error a ref is no number
  say({ what: Math.max(rows, 1) });
  say({ what: Number(rows) });
});
