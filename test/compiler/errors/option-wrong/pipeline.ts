import { gpu, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  say({ what: 1 }).with({
    resources: { gpu: gpu(0.5), cpu: -1 },
    retry: 1.5,
    timeout: "soon",
    env: { "A B": "1", PIPEWRIGHT_SEED: "2", TAG: "{{workflow.name}}" },
    displayName: "{{item}}",
  });
});
