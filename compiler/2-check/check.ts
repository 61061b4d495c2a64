import { type Diagnostic, isError } from "../diagnostics/diagnostic.ts";
import { sortDiagnostics } from "../diagnostics/sort-diagnostics.ts";
import type { Plan } from "../plan/plan.ts";
import { plansOf } from "../plan/visit-plan.ts";
import { exitRules } from "./exit-rules.ts";
import { foreignRules } from "./foreign-rules.ts";
import { operationRules } from "./operation-rules.ts";
import { optionRules } from "./option-rules.ts";
import { bodyWithoutTasks } from "./rules/body-without-tasks.ts";
import { branchNeverRuns } from "./rules/branch-never-runs.ts";
import { cacheInputUnknown } from "./rules/cache-input-unknown.ts";
import { collectedNotMadeHere } from "./rules/collected-not-made-here.ts";
import { collectedState } from "./rules/collected-state.ts";
import { componentName } from "./rules/component-name.ts";
import { componentNameTwice } from "./rules/component-name-twice.ts";
import { exitOfCalledPipeline } from "./rules/exit-of-called-pipeline.ts";
import { fileNotForAComponent } from "./rules/file-not-for-a-component.ts";
import { inputAndParameterAlike } from "./rules/input-and-parameter-alike.ts";
import { inputMissing } from "./rules/input-missing.ts";
import { inputWrongArtifact } from "./rules/input-wrong-artifact.ts";
import { inputWrongKind } from "./rules/input-wrong-kind.ts";
import { itemOutsideItsLoop } from "./rules/item-outside-its-loop.ts";
import { loopItemsDiffer } from "./rules/loop-items-differ.ts";
import { loopItemsNoJson } from "./rules/loop-items-no-json.ts";
import { loopWithoutItems } from "./rules/loop-without-items.ts";
import { mergedKindsDiffer } from "./rules/merged-kinds-differ.ts";
import { orderIsACircle } from "./rules/order-is-a-circle.ts";
import { outputMayBeAbsent } from "./rules/output-may-be-absent.ts";
import { outputNameIsAMethod } from "./rules/output-name-is-a-method.ts";
import { outputOfLoopBody } from "./rules/output-of-loop-body.ts";
import { outputOfRepeatBody } from "./rules/output-of-repeat-body.ts";
import { parallelismNotWhole } from "./rules/parallelism-not-whole.ts";
import { parameterByFile } from "./rules/parameter-by-file.ts";
import { parameterMissing } from "./rules/parameter-missing.ts";
import { parameterName } from "./rules/parameter-name.ts";
import { parameterNoJson } from "./rules/parameter-no-json.ts";
import { parameterTooLong } from "./rules/parameter-too-long.ts";
import { parameterTransforms } from "./rules/parameter-transforms.ts";
import { parameterWrongKind } from "./rules/parameter-wrong-kind.ts";
import { parameterWrongType } from "./rules/parameter-wrong-type.ts";
import { pipelineName } from "./rules/pipeline-name.ts";
import { pipelineNeedsInputs } from "./rules/pipeline-needs-inputs.ts";
import { pipelineWithoutTasks } from "./rules/pipeline-without-tasks.ts";
import { portName } from "./rules/port-name.ts";
import { rangeNotWhole } from "./rules/range-not-whole.ts";
import { resultFromOutside } from "./rules/result-from-outside.ts";
import { resultIsListOfLists } from "./rules/result-is-list-of-lists.ts";
import { resultIsNoOutput } from "./rules/result-is-no-output.ts";
import { resultName } from "./rules/result-name.ts";
import { runTooLarge } from "./rules/run-too-large.ts";
import { scheduleNeedsDefaults } from "./rules/schedule-needs-defaults.ts";
import { scheduleWrong } from "./rules/schedule-wrong.ts";
import { stateNotReturned } from "./rules/state-not-returned.ts";
import { timezoneUnknown } from "./rules/timezone-unknown.ts";
import { tooManyRounds } from "./rules/too-many-rounds.ts";
import { unknownArgument } from "./rules/unknown-argument.ts";

/** A law that plans must keep: all its breaches, none thrown. */
export type Rule = (plan: Plan) => readonly Diagnostic[];

/** A file each, called like the code that it gives. */
const rules: readonly Rule[] = [
  pipelineName,
  parameterName,
  componentName,
  portName,
  outputNameIsAMethod,
  inputAndParameterAlike,
  resultName,
  parameterTransforms,
  pipelineWithoutTasks,
  bodyWithoutTasks,
  unknownArgument,
  inputMissing,
  inputWrongKind,
  inputWrongArtifact,
  parameterMissing,
  parameterWrongKind,
  parameterNoJson,
  parameterWrongType,
  parameterTooLong,
  parameterByFile,
  outputMayBeAbsent,
  outputOfLoopBody,
  itemOutsideItsLoop,
  resultIsNoOutput,
  resultFromOutside,
  resultIsListOfLists,
  orderIsACircle,
  loopWithoutItems,
  loopItemsNoJson,
  loopItemsDiffer,
  scheduleWrong,
  timezoneUnknown,
  scheduleNeedsDefaults,
  branchNeverRuns,
  collectedNotMadeHere,
  collectedState,
  fileNotForAComponent,
  mergedKindsDiffer,
  outputOfRepeatBody,
  parallelismNotWhole,
  rangeNotWhole,
  stateNotReturned,
  tooManyRounds,
  ...operationRules,
  ...optionRules,
  ...foreignRules,
  ...exitRules,
];

/** Laws of the whole: of the pipeline that is run, with all that it calls. */
const wholeRules: readonly Rule[] = [
  cacheInputUnknown,
  componentNameTwice,
  exitOfCalledPipeline,
  pipelineNeedsInputs,
  runTooLarge,
];

/**
 * Everything wrong with a plan and those that it calls, in the order of the author's lines. A program that was never type-checked may
 * hold what no rule expects: the others still say what they find, and that is told before the surprise of one.
 */
export function check(plan: Plan): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const surprises: unknown[] = [];
  const ask = (rule: Rule, of: Plan): void => {
    try {
      found.push(...rule(of));
    } catch (error) {
      surprises.push(error);
    }
  };
  for (const rule of wholeRules) ask(rule, plan);
  for (const one of plansOf(plan)) for (const rule of rules) ask(rule, one);
  if (surprises.length > 0 && !found.some(isError)) throw surprises[0];
  return sortDiagnostics(found);
}
