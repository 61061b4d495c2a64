import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  say({ what: 1 }).with({ dns: { policy: "none", nameservers: ["10.0.0.10"] } });
});
