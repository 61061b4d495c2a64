import type { ts } from "ts-morph";
import { shown } from "../place-of.ts";
import { finding } from "../source-finding.ts";
import type { SourceModule } from "../source-module.ts";
import type { FollowedProgram, SourceRule } from "../source-rule.ts";
import type { ComponentValue } from "../value.ts";

/** A container loads the module of its component, without the files that lie beside it on the laptop. */
export const moduleReadsFile: SourceRule = (program) => {
  const used = new Set(program.facts.tasks.filter(({ fate }) => fate.kind === "now").map(({ component }) => component));
  const images = [...used].map((component) => ({ component, modules: modulesOf(program, component) }));
  return program.facts.fileReads.flatMap((read) => {
    const name = images.find(({ component, modules }) => component.name !== undefined && modules.has(read.module))?.component
      .name;
    if (name === undefined) return [];
    const mend =
      "Import it, as JSON or as code, so that it becomes part of the bundle; pass file(…) to a component that wants the file; or read it in a module that no component imports.";
    return finding(
      "module-reads-file",
      { call: `${shown((read.node as ts.CallExpression).expression)}(…)`, component: name, mend },
      read,
    );
  });
};

/** What is loaded in the container before the work begins. */
function modulesOf({ modules }: FollowedProgram, { defined, runModule }: ComponentValue): ReadonlySet<SourceModule> {
  const roots = [defined?.module, runModule].filter((module) => module !== undefined);
  return new Set(roots.flatMap((module) => [...modules.reachable(module)]));
}
