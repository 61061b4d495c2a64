import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong", options: { parallelism: 0 } }, () => {
  say({ what: 1 });
});
