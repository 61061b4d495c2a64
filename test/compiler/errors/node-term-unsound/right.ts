import { nodeLabel, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  say({ what: 1 }).with({ nodeAffinity: { required: [nodeLabel("zone").in("a", "b"), nodeLabel("memory").gt(1)] } });
});
