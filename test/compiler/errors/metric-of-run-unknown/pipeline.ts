import { exitCodeMetric, gauge, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline(
  { name: "wrong", options: { metrics: [gauge("run_code", { help: "Exit code.", value: exitCodeMetric })] } },
  () => {
    say({ what: 1 });
  },
);
