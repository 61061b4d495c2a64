import { pipeline, type Ref } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  const { rows } = ingest({ source: "a.csv" });
  const shown = (given: number | Ref<number>) => say({ what: typeof given === "number" ? given * 2 : given });
  shown(rows);
  shown(3);
});
