import { finding } from "../source-finding.ts";
import type { SourceRule } from "../source-rule.ts";
import { shownCause, varyingByCause } from "../varying-by-cause.ts";

/** Time and chance of the compile become constants of the manifest. */
export const manifestNeverTheSame: SourceRule = ({ facts }) =>
  varyingByCause(facts.varying)
    .filter(({ cause }) => cause.sort !== "environment")
    .map(({ cause, into, at }) => {
      const mend =
        cause.sort === "time"
          ? "Ask for the time inside a component, or make it a parameter of the pipeline."
          : "Draw inside a component, from the seed that its run gets, or make the value a parameter of the pipeline.";
      return finding("manifest-never-the-same", { value: shownCause(cause), into, mend }, cause, [
        { at, message: "where it goes" },
      ]);
    });
