import { component, pipeline } from "pipewright";
import { z } from "zod";
import { say } from "../parts.ts";

const judge = component({
  name: "judge",
  outputs: { scores: z.object({ auc: z.number(), loss: z.number().optional() }) },
  run: () => ({ scores: { auc: 1 } }),
});

export default pipeline({ name: "wrong" }, () => {
  const { scores } = judge();
  // @ts-expect-error no such key
  say({ what: scores.acu });
});
