import { approve, component, forEach, hours, minutes, pipeline, suspend, text, when } from "pipewright";
import { z } from "zod";

const measure = component({ name: "measure", outputs: { auc: z.number() }, run: () => ({ auc: 1 }) });
const register = component({
  name: "register",
  params: { note: z.string(), copies: z.int(), tags: z.array(z.string()), dry: z.boolean() },
  run: () => {},
});

export default pipeline({ name: "waits" }, () => {
  const fitted = measure();
  const pause = suspend(minutes(5)).after(fitted);
  suspend("90s").after(pause);
  const resumed = suspend().after(pause).with({ displayName: "until somebody looks" });
  const agreed = approve({ message: "Go on? {{workflow.name}} $(HOME)" }).after(resumed);
  const release = approve({
    message: text`Release the model with AUC ${fitted.auc}?`,
    parameters: {
      go: z.enum(["YES", "NO"]).default("NO").describe("Whether it is released"),
      note: z.string().default(""),
      copies: z.int().default(1),
      dry: z.boolean().default(true),
      tags: z.array(z.string()).default([]),
    },
    timeout: hours(12),
  }).after(agreed);
  when(release.go.eq("YES"), () => {
    register({ note: release.note, copies: release.copies, tags: release.tags, dry: release.dry });
  });
  forEach(["a", "b"], (name) => {
    approve({ message: name, parameters: { word: z.string() } });
  });
});
