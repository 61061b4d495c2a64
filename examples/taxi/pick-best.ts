import { component, listOf, Model } from "pipewright";
import { z } from "zod";

/** Keeps the model with the highest score; of equals the first. */
export const pickBest = component({
  name: "pick-best",
  params: { scores: z.array(z.number()).min(1).describe("one per model, in the same order") },
  inputs: { models: listOf(Model) },
  outputs: { model: Model, best: z.int().describe("its place in the list, from 0"), score: z.number() },
  run: () => import("./pick-best.run.ts"),
});
