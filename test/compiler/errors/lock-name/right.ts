import { mutex, pipeline, semaphore } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  say({ what: 1 }).with({ locks: [mutex("model-registry"), semaphore({ configMap: "limits", key: "warehouse.connections" })] });
});
