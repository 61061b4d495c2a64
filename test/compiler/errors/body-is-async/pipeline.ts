import { pipeline, when } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { good } = ingest({ source: "a.csv" });
  when(good, async () => {
    await Promise.resolve();
    say({ what: "late" });
  });
});
