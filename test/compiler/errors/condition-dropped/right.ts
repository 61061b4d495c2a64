import { pipeline, when } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  const { rows } = ingest({ source: "a.csv" });
  void rows.gt(3); // meant
  const many = rows.gt(3);
  when(many, () => void say({ what: "many" }));
});
