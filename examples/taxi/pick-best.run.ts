import { cp } from "node:fs/promises";
import { InputError } from "pipewright";

interface Given {
  readonly params: { readonly scores: readonly number[] };
  readonly inputs: { readonly models: readonly { readonly path: string }[] };
  readonly outputs: { readonly model: { readonly path: string } };
  readonly log: { readonly info: (message: string) => void };
}

export async function run({ params: { scores }, inputs: { models }, outputs, log }: Given) {
  if (scores.length !== models.length) {
    throw new InputError(
      "lengths-differ",
      `Expected a score for each model, got ${scores.length} scores for ${models.length} models.`,
    );
  }
  const score = Math.max(...scores);
  const best = scores.indexOf(score);
  log.info(
    `model ${best} of ${models.length}, with a score of ${score.toFixed(4)}; all: ${scores.map((each) => each.toFixed(4)).join(", ")}`,
  );
  await cp(models[best]!.path, outputs.model.path, { recursive: true });
  return { best, score };
}
