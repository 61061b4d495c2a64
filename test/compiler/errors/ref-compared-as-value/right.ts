import { pipeline, type Ref, when } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  const { rows } = ingest({ source: "a.csv" });
  const many = (limit: number | Ref<number>) => (limit === 3 ? "three" : "other"); // a number now, or one that will exist
  say({ what: many(3) });
  say({ what: many(rows) });
  const first = say({ what: "first" });
  const steps = [first, say({ what: "second" })];
  for (const step of steps) if (step !== first) step.after(first); // tasks are told apart by ===
  when(rows.gt(3), () => void say({ what: "many" }));
});
