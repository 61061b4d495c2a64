import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  say({ what: 1 }).with({ displayName: "Train", env: { GREETING: "{{name}}" } });
});
