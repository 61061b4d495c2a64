import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right", options: { parallelism: 10 } }, () => {
  say({ what: 1 });
});
