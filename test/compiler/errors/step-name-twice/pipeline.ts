import { forEach, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  say({ what: 1 }).with({ name: "tell" });
  forEach([1, 2], (item) => say({ what: item }).with({ name: "tell" }));
});
