import { bodyIsAsync } from "./rules/body-is-async.ts";
import { componentCapturesVariable } from "./rules/component-captures-variable.ts";
import { componentNotExported } from "./rules/component-not-exported.ts";
import { conditionDropped } from "./rules/condition-dropped.ts";
import { conditionNeverRead } from "./rules/condition-never-read.ts";
import { manifestDependsOnMachine } from "./rules/manifest-depends-on-machine.ts";
import { manifestNeverTheSame } from "./rules/manifest-never-the-same.ts";
import { moduleReadsFile } from "./rules/module-reads-file.ts";
import { refAsJson } from "./rules/ref-as-json.ts";
import { refAsKey } from "./rules/ref-as-key.ts";
import { refAsList } from "./rules/ref-as-list.ts";
import { refAwaited } from "./rules/ref-awaited.ts";
import { refComparedAsValue } from "./rules/ref-compared-as-value.ts";
import { refDecidesNow } from "./rules/ref-decides-now.ts";
import { refInArithmetic } from "./rules/ref-in-arithmetic.ts";
import { refInLogic } from "./rules/ref-in-logic.ts";
import { refInText } from "./rules/ref-in-text.ts";
import { refNeverMissing } from "./rules/ref-never-missing.ts";
import { refTypeAsked } from "./rules/ref-type-asked.ts";
import { runReadsEnvironment } from "./rules/run-reads-environment.ts";
import { runReadsRef } from "./rules/run-reads-ref.ts";
import { taskMadeTooLate } from "./rules/task-made-too-late.ts";
import { taskNeverMade } from "./rules/task-never-made.ts";
import type { SourceFinding } from "./source-finding.ts";
import type { FollowedProgram, SourceRule } from "./source-rule.ts";

const rules: readonly SourceRule[] = [
  refDecidesNow,
  refInLogic,
  refNeverMissing,
  refComparedAsValue,
  refInText,
  refInArithmetic,
  refAsJson,
  refAsList,
  refAsKey,
  refAwaited,
  refTypeAsked,
  conditionDropped,
  conditionNeverRead,
  bodyIsAsync,
  taskMadeTooLate,
  taskNeverMade,
  manifestNeverTheSame,
  manifestDependsOnMachine,
  componentCapturesVariable,
  componentNotExported,
  moduleReadsFile,
  runReadsEnvironment,
  runReadsRef,
];

/** Everything wrong with a program, in the order of its lines; what is said once at a place is not said again. */
export function judge(program: FollowedProgram): readonly SourceFinding[] {
  const found = new Map<string, SourceFinding>();
  for (const one of rules.flatMap((rule) => rule(program))) {
    const { code, at } = one.diagnostic;
    const key = `${code} ${at?.file}:${at?.line}:${at?.column}`;
    if (!found.has(key)) found.set(key, one);
  }
  return [...found.values()].sort(byPlace);
}

function byPlace({ diagnostic: { at: left } }: SourceFinding, { diagnostic: { at: right } }: SourceFinding): number {
  if (left === undefined || right === undefined) return 0;
  if (left.file !== right.file) return left.file < right.file ? -1 : 1;
  return left.line - right.line || left.column - right.column;
}
