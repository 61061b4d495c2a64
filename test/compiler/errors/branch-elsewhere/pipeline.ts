import { forEach, pipeline, when } from "pipewright";
import { ingest, say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const { good } = ingest({ source: "a.csv" });
  const branch = when(good, () => void say({ what: 1 }));
  forEach([1, 2], (item) => {
    branch.otherwise(() => void say({ what: item }));
  });
});
