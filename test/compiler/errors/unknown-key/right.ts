import { component, pipeline } from "pipewright";
import { z } from "zod";
import { say } from "../parts.ts";

const judge = component({
  name: "judge",
  outputs: { scores: z.record(z.string(), z.number()), open: z.looseObject({ auc: z.number() }) },
  run: () => ({ scores: {}, open: { auc: 1 } }),
});

export default pipeline({ name: "right" }, () => {
  const { scores, open } = judge();
  say({ what: scores.field("whatever") });
  say({ what: open.field("more") });
  say({ what: open.auc });
});
