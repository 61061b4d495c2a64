import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  say({ what: 1 }).with({ hostAliases: [{ ip: "10.0.0.7", names: ["Ware_House"] }] });
});
