import { forEach, pipeline } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { rows } = ingest({ source: "a.csv" });
  const loop = forEach([1, 2], (item) => {
    say({ what: item });
    return { rows };
  });
  say({ what: loop.rows });
});
