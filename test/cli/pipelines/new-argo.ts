import { component, minutes, pipeline, when } from "pipewright";
import { z } from "zod";

const look = component({ name: "look", outputs: { ok: z.boolean() }, run: () => ({ ok: true }) });
const train = component({ name: "train", outputs: { score: z.number() }, run: () => ({ score: 1 }) });
const tell = component({ name: "tell", params: { score: z.number() }, run: () => undefined });

export default pipeline({ name: "new-argo" }, () => {
  const { ok } = look();
  const { score } = when(ok, () => train().with({ pendingTimeout: minutes(10) })).otherwise(() => train());
  tell({ score });
});
