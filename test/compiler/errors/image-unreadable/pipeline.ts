import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  say({ what: 1 }).with({ sidecars: [{ name: "proxy", image: "Registry.example/My Proxy:1", command: ["proxy"] }] });
});
