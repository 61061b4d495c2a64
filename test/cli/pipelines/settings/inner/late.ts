import { component, minutes, pipeline } from "pipewright";

export const train = component({ name: "train", run: () => undefined });

export default pipeline({ name: "late", defaults: { queue: false } }, () => {
  train().with({ pendingTimeout: minutes(20) });
});
