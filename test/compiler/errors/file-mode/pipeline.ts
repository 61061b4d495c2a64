import { pipeline, secretFiles } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  say({ what: 1 }).with({ mounts: { "/tls": secretFiles("tls", { mode: 755 }) } });
});
