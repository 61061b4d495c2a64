import { component, type NumberRef, pipeline, type Ref } from "pipewright";
import { z } from "zod";
import { say } from "../parts.ts";

const find = component({ name: "find", outputs: { any: z.unknown() }, run: () => ({ any: 1 }) });

export default pipeline({ name: "right" }, () => {
  const any: Ref<unknown> = find().any;
  say({ what: (any as NumberRef).plus(1) });
});
