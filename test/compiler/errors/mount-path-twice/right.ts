import { emptyDir, pipeline, sharedMemory } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  say({ what: 1 }).with({ mounts: { "/data": emptyDir(), "/data/cache": sharedMemory("1Gi") } });
});
