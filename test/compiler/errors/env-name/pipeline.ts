import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  say({ what: 1 }).with({ env: { "MY-VAR": "1" }, envFrom: [{ secret: "warehouse", prefix: "db." }] });
});
