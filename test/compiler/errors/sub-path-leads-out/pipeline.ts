import { emptyDir, mount, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  say({ what: 1 }).with({ volumes: { work: emptyDir() }, mounts: { "/work": mount("work", { subPath: "../other" }) } });
});
