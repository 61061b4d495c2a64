import type { ArtifactLocation } from "../../../dsl/options/artifact-location.ts";
import type { Place } from "../../../dsl/place.ts";
import type { Plan } from "../../plan/plan.ts";
import { stepsOf } from "../../plan/visit-plan.ts";

/** An artifact that a step reads from a store. */
export interface StoredInput {
  /** Whose it is, to begin a sentence. */
  readonly owner: string;
  readonly name: string;
  readonly location: ArtifactLocation;
  readonly at: Place | undefined;
}

/** Every artifact of a plan that was there before it. */
export const storedInputs = (plan: Plan): readonly StoredInput[] =>
  stepsOf(plan).flatMap((step) => {
    if (step.kind !== "task" && step.kind !== "call") return [];
    return Object.entries(step.args).flatMap(([name, arg]): readonly StoredInput[] => {
      if (arg.kind !== "artifact" || arg.artifact.kind !== "stored") return [];
      return [{ owner: `Task "${step.name}"`, name, location: arg.artifact.location, at: step.at }];
    });
  });
