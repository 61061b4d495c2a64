import { forEach, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  forEach([{ kind: "a" }, { kind: "b" }], ({ kind }) => say({ what: kind }));
});
