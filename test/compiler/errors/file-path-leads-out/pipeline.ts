import { pipeline, secretFiles } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  say({ what: 1 }).with({ mounts: { "/tls": secretFiles("tls", { items: { "tls.crt": "../cert.pem", ca: "/ca.pem" } }) } });
});
