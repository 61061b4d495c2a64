import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  say({ what: 1 }).with({ tolerations: [{}, { key: "sku", value: "gpu" }, { key: "spot", effect: "no-execute", seconds: 30 }] });
});
