import { durationMetric, gauge, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline(
  { name: "right", options: { metrics: [gauge("run_seconds", { help: "Time.", value: durationMetric })] } },
  () => {
    say({ what: 1 });
  },
);
