import { ownResource, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  say({ what: 1 }).with({ env: { MEMORY: ownResource("limits.memory", { divisor: "1Mi" }) } });
});
