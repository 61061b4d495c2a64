import { counter, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  say({ what: 1 }).with({ metrics: [counter("trained-models", { help: "Models that were trained." })] });
});
