import { component, pipeline, when } from "pipewright";
import { z } from "zod";
import { ingest, say } from "../parts.ts";

const find = component({
  name: "find",
  outputs: { best: z.union([z.string(), z.number()]), last: z.number().nullable(), any: z.unknown() },
  run: () => ({ best: 1, last: null, any: 1 }),
});

export default pipeline({ name: "right" }, () => {
  const { rows } = ingest({ source: "a.csv" });
  const { best, last, any } = find();
  when(best.eq("3").or(last.eq(null), any.eq("x"), rows.eq(3)), () => {
    say({ what: 1 });
  });
});
