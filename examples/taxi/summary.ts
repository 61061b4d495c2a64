import { component, InputError } from "pipewright";
import { z } from "zod";

/** Says what came of a retraining beside what is easily had, and fails when the model is not good enough. */
export const summary = component({
  name: "summary",
  params: {
    minAuc: z.number(),
    auc: z.number(),
    accuracy: z.number(),
    logisticAuc: z.number(),
    majorityAccuracy: z.number(),
    reasons: z.record(z.string(), z.string()),
  },
  outputs: { good: z.boolean() },
  run: ({ params, log }) => {
    const { auc, accuracy, logisticAuc, majorityAccuracy, minAuc, reasons } = params;
    const rows = [
      ["AUC on the test split", auc, `logistic regression ${logisticAuc.toFixed(4)}`],
      ["accuracy", accuracy, `always the commoner class ${majorityAccuracy.toFixed(4)}`],
    ] as const;
    for (const [name, value, beside] of rows) log.info(`${name.padEnd(22)} ${value.toFixed(4)}   (${beside})`);
    for (const [bound, reason] of Object.entries(reasons)) log.info(`${bound}: ${reason}`);
    if (auc < minAuc) throw new InputError("model-too-weak", `The model's AUC of ${auc.toFixed(4)} is below ${minAuc}.`);
    return { good: true };
  },
});
