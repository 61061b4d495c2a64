import { forEach, pipeline, when } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  const first = ingest({ source: "a.csv" });
  const loop = forEach([1, 2], (item) => say({ what: item }));
  const branch = when(first.good, () => void say({ what: 1 }));
  say({ what: 2 }).after(first, loop, branch);
});
