import { forEach, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  forEach([{ type: "kind" }, { type: "eq" }], ({ type }) => say({ what: type }));
});
