import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  say({ what: 1 }).with({ displayName: "Train {{item}}", labels: { run: "{{workflow.name}}" } });
});
