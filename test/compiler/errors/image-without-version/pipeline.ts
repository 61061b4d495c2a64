import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  say({ what: 1 }).with({ sidecars: [{ name: "proxy", image: "envoyproxy/envoy:latest", command: ["envoy"] }] });
});
