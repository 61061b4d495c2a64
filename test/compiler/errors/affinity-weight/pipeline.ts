import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  say({ what: 1 }).with({ podAffinity: { apart: [{ labels: { app: "train" }, weight: 0 }] } });
});
