import { pipeline, secretFiles } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  say({ what: 1 }).with({ mounts: { "/tls": secretFiles("tls", { items: { "tls.crt": "certs/cert..pem" } }) } });
});
