import { pipeline, podField } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  say({ what: 1 }).with({ env: { NODE: podField("spec.node") } });
});
