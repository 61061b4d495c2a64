import { emptyDir, pipeline, sharedMemory } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  say({ what: 1 }).with({ mounts: { "/data": emptyDir(), "/data/": sharedMemory("1Gi") } });
});
