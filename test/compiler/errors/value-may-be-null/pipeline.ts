import { component, pipeline, when } from "pipewright";
import { z } from "zod";
import { say } from "../parts.ts";

const judge = component({
  name: "judge",
  outputs: { auc: z.number().nullable(), tags: z.array(z.string()) },
  run: () => ({ auc: null, tags: [] }),
});

export default pipeline({ name: "wrong" }, () => {
  const { auc, tags } = judge();
  // @ts-expect-error this value may be null
  when(auc.gt(0.9), () => {
    // @ts-expect-error this value may be null
    say({ what: tags.at(0).concat("!") });
  });
});
