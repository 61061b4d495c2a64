import { pipeline, podField } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  say({ what: 1 }).with({ env: { NODE: podField("spec.nodeName"), TEAM: podField("metadata.labels['team']") } });
});
