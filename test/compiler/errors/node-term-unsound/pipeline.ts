import { nodeLabel, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  say({ what: 1 }).with({ nodeAffinity: { required: [nodeLabel("zone").in(), nodeLabel("memory").gt(1.5)] } });
});
