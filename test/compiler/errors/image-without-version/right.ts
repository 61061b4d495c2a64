import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  say({ what: 1 }).with({ sidecars: [{ name: "proxy", image: "envoyproxy/envoy:v1.36.0", command: ["envoy"] }] });
});
