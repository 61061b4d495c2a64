import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  say({ what: 1 }).with({ labels: { "example.com/team": "ranking" }, annotations: { note: "any text at all, with spaces" } });
});
