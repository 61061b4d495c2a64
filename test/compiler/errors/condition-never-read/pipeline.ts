import { pipeline } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { rows } = ingest({ source: "a.csv" });
  // @ts-expect-error never read
  // biome-ignore lint/correctness/noUnusedVariables: the mistake
  const many = rows.gt(3);
  say({ what: "many" });
});
