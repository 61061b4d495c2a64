import { gibibytes, pipeline, sharedMemory } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  say({ what: 1 }).with({ resources: { memory: gibibytes(8) }, mounts: { "/dev/shm": sharedMemory(gibibytes(4)) } });
});
