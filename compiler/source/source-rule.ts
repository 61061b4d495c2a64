import type { Exports } from "./evaluate/modules.ts";
import type { Facts, Use, UseKind } from "./facts.ts";
import type { ProjectModules } from "./project-modules.ts";
import type { RelatedNode, SourceFinding } from "./source-finding.ts";
import type { SourceModule } from "./source-module.ts";

/** What the rules judge. */
export interface FollowedProgram {
  readonly facts: Facts;
  readonly modules: ProjectModules;
  exportsOf(module: SourceModule): Exports;
  /** Whether all of it has been followed; what was not seen then does not exist. */
  readonly isComplete: boolean;
}

/** A law that pipeline files must keep: all its breaches. */
export type SourceRule = (program: FollowedProgram) => readonly SourceFinding[];

/** Makes a rule about one way of using a ref as a value of now. */
export const ruleForUses =
  (kinds: readonly UseKind[], judge: (use: Use) => SourceFinding): SourceRule =>
  ({ facts }) =>
    facts.uses.filter(({ kind }) => kinds.includes(kind)).map(judge);

/** Where the ref of a use comes from. */
export function originOf({ value }: Use): readonly RelatedNode[] {
  const message =
    value.kind === "handle" && value.sort === "parameters" ? "the body that it is a parameter of" : "where it comes from";
  return [{ at: value.made, message }];
}
