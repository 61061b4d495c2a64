import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  say({ what: 1 }).with({ sidecars: [{ name: "web", image: "nginx:1.29", command: ["nginx", "-g", "daemon off;"] }] });
});
