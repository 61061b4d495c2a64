import { emptyDir, mount, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  say({ what: 1 }).with({
    volumes: { scratch: emptyDir() },
    mounts: { "/scratch": mount("scratch"), "/logs": mount("scratch", { subPath: "logs" }) },
  });
});
