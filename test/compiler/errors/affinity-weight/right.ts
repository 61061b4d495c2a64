import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  say({ what: 1 }).with({ podAffinity: { apart: [{ labels: { app: "train" }, weight: 50 }, { labels: { app: "serve" } }] } });
});
