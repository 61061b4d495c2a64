import { component, pipeline, when } from "pipewright";
import { z } from "zod";
import { say } from "../parts.ts";

const judge = component({
  name: "judge",
  outputs: { auc: z.number().nullable(), tags: z.array(z.string()) },
  run: () => ({ auc: null, tags: [] }),
});

export default pipeline({ name: "right" }, () => {
  const { auc, tags } = judge();
  when(auc.orElse(0).gt(0.9).or(auc.ne(null)), () => {
    say({ what: tags.at(0).orElse("none").concat("!") });
    say({ what: tags.at(-1) });
  });
});
