import type { ts } from "ts-morph";
import { capturedBindings } from "../captured-bindings.ts";
import { finding } from "../source-finding.ts";
import type { SourceRule } from "../source-rule.ts";
import { worksOf } from "../works-of.ts";

/** A variable that a body sets holds a ref, and in a container nothing. */
export const runReadsRef: SourceRule = (program) => {
  const said = new Set<ts.Node>();
  return worksOf(program).flatMap(({ component, run }) =>
    capturedBindings(run).flatMap(({ binding }) => {
      const shared = program.facts.sharedRefs.find(({ owner }) => owner.node === binding.node);
      if (shared === undefined || said.has(shared.node)) return [];
      said.add(shared.node);
      return finding("run-reads-ref", { component, name: binding.name }, shared, [{ at: run, message: "the run that reads it" }]);
    }),
  );
};
