import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  say({ what: 1 }).with({ topologySpread: [{ across: "topology.kubernetes.io/zone", labels: { app: "train" }, maxSkew: 0 }] });
});
