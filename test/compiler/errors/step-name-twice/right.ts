import { pipeline } from "pipewright";
import { say } from "../parts.ts";

const inner = pipeline({ name: "inner" }, () => void say({ what: 1 }).with({ name: "tell" }));

export default pipeline({ name: "right" }, () => {
  say({ what: 1 }).with({ name: "tell" });
  // another pipeline has names of its own, and what is numbered makes way
  inner();
  say({ what: 2 }).with({ name: "say" });
  say({ what: 3 });
});
