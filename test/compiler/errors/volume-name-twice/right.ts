import { emptyDir, mount, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right", options: { volumes: { work: emptyDir() } } }, () => {
  say({ what: 1 }).with({ volumes: { scratch: emptyDir() }, mounts: { "/work": mount("work"), "/scratch": mount("scratch") } });
});
