import { counter, pipeline, statusLabel } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  say({ what: 1 }).with({
    metrics: [
      counter("trained_models_total", { help: "Models that were trained.", labels: { team: "ranking", status: statusLabel } }),
    ],
  });
});
