import { pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  say({ what: 1 }).with({ env: { OMP_NUM_THREADS: "4", _x: "1" }, envFrom: [{ secret: "warehouse", prefix: "DB_" }] });
});
