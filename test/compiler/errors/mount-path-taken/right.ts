import { emptyDir, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  say({ what: 1 }).with({
    mounts: { "/application": emptyDir(), "/tmp": emptyDir(), "/var": emptyDir(), "/argo-data": emptyDir() },
  });
});
