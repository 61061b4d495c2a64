import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  say({ what: 1 }).with({ pendingTimeout: "10m", labels: { "kueue.x-k8s.io/queue-name": "gpus" } });
});
