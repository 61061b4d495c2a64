import { gibibytes, pipeline, sharedMemory } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  say({ what: 1 }).with({ resources: { memory: gibibytes(2) }, mounts: { "/dev/shm": sharedMemory(gibibytes(4)) } });
});
