import { gpu, pipeline } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "wrong" }, () => {
  const wants = { mig: "1g.10gb", shared: true, count: 2 } as const;
  say({ what: 1 }).with({ resources: { gpu: gpu(wants as object) } });
});
