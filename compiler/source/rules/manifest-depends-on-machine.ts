import { finding } from "../source-finding.ts";
import type { SourceRule } from "../source-rule.ts";
import { shownCause, varyingByCause } from "../varying-by-cause.ts";

/** What the environment says where a pipeline is compiled becomes a constant of the manifest. */
export const manifestDependsOnMachine: SourceRule = ({ facts }) =>
  varyingByCause(facts.varying)
    .filter(({ cause }) => cause.sort === "environment")
    .map(({ cause, into, at }) => {
      const mend = cause.path.startsWith("import.meta.")
        ? 'Name a file of the project by file("…").'
        : "Make it a parameter of the pipeline, and say it with -p when a run is started.";
      return finding("manifest-depends-on-machine", { value: shownCause(cause), into, mend }, cause, [
        { at, message: "where it goes" },
      ]);
    });
