import { and, pipeline, when } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { good } = ingest({ source: "a.csv" });
  // @ts-expect-error a truth value of now is no condition
  when(and(good, true), () => {
    say({ what: 1 });
  });
});
