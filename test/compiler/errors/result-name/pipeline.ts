import { forEach, pipeline } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const loop = forEach(["a.csv"], (source) => ({ "rows of/..": ingest({ source }).rows }));
  say({ what: loop["rows of/.."] });
});
