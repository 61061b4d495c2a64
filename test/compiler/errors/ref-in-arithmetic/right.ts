import { max, pipeline } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  const { rows } = ingest({ source: "a.csv" });
  const rates = [1, 2].map((exponent) => 10 ** -exponent);
  say({ what: rows.times(2) });
  say({ what: max(rows, 1) });
  say({ what: Math.max(...rates) });
});
