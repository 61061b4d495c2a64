import { counter, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  say({ what: 1 }).with({ metrics: [counter("steps_total", { help: "Steps." })] });
  say({ what: 2 }).with({ metrics: [counter("steps_total", { help: "Steps.", labels: { step: "second" } })] });
});
