import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  say({ what: 1 }).with({
    sidecars: [{ name: "proxy", image: "registry.example:5000/proxies/sql_proxy:2.1-alpine", command: ["proxy"] }],
  });
});
