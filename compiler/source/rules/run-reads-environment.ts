import { ts } from "ts-morph";
import { capturedBindings } from "../captured-bindings.ts";
import { causesIn } from "../evaluate/varying.ts";
import { finding } from "../source-finding.ts";
import type { FollowedProgram, SourceRule } from "../source-rule.ts";
import { worksOf } from "../works-of.ts";

/** The module of a component is loaded again in its container, whose environment is another one. */
export const runReadsEnvironment: SourceRule = (program) => {
  const said = new Set<ts.Node>();
  return worksOf(program).flatMap(({ component, run }) =>
    capturedBindings(run).flatMap(({ binding }) => {
      const cause = binding.steady ? causesIn(binding.value).find(({ path }) => path.startsWith("process.env.")) : undefined;
      if (cause === undefined || said.has(cause.node) || isSetForTasks(program, cause.path.slice("process.env.".length)))
        return [];
      said.add(cause.node);
      const mend = `Make it a parameter of "${component}", or set it for its tasks: .with({ env: { … } }).`;
      return finding("run-reads-environment", { component, name: binding.name, value: cause.path, mend }, cause);
    }),
  );
};

/** Whether some `env: { NAME: … }` of the project gives it to containers. */
const isSetForTasks = ({ modules }: FollowedProgram, variable: string): boolean =>
  modules.all.some(({ source }) => mentionsInEnv(source, variable));

function mentionsInEnv(node: ts.Node, variable: string): boolean {
  if (ts.isPropertyAssignment(node) && node.name.getText() === "env") return node.initializer.getText().includes(variable);
  return ts.forEachChild(node, (child) => mentionsInEnv(child, variable) || undefined) ?? false;
}
