import type { LintRule } from "../rule.ts";
import { argumentMissing } from "../rules/argument-missing.ts";
import { argumentOutsideEnum } from "../rules/argument-outside-enum.ts";
import { argumentUnknown } from "../rules/argument-unknown.ts";
import { argumentWithoutValue } from "../rules/argument-without-value.ts";
import { artifactArgumentWithoutSource } from "../rules/artifact-argument-without-source.ts";
import { callOfNothing } from "../rules/call-of-nothing.ts";
import { callOfUnknownTemplate } from "../rules/call-of-unknown-template.ts";
import { endlessRecursion } from "../rules/endless-recursion.ts";
import { entrypointInputMissing } from "../rules/entrypoint-input-missing.ts";
import { hookArgumentMissing } from "../rules/hook-argument-missing.ts";
import { hookOfUnknownTemplate } from "../rules/hook-of-unknown-template.ts";
import { hookReadsWhatItCanNot } from "../rules/hook-reads-what-it-can-not.ts";
import { hookWithoutExpression } from "../rules/hook-without-expression.ts";
import { nameGivenTwice } from "../rules/name-given-twice.ts";
import { taskNameTwice } from "../rules/task-name-twice.ts";
import { taskWithoutName } from "../rules/task-without-name.ts";
import { templateBesideInline } from "../rules/template-beside-inline.ts";
import { templateBesideRef } from "../rules/template-beside-ref.ts";
import { templateNameFromInput } from "../rules/template-name-from-input.ts";
import { templateRefIncomplete } from "../rules/template-ref-incomplete.ts";
import { workflowArgumentOutsideEnum } from "../rules/workflow-argument-outside-enum.ts";
import { workflowArgumentSourceWrong } from "../rules/workflow-argument-source-wrong.ts";
import { workflowArgumentWithoutValue } from "../rules/workflow-argument-without-value.ts";
import { workflowArtifactWithoutLocation } from "../rules/workflow-artifact-without-location.ts";
import { workflowParameterWanted } from "../rules/workflow-parameter-wanted.ts";

/** Calls between templates in a manifest: the laws of `messages/lint-calls.md`, by code. */
export const callsRules: readonly LintRule[] = [
  argumentMissing,
  argumentOutsideEnum,
  argumentUnknown,
  argumentWithoutValue,
  artifactArgumentWithoutSource,
  callOfNothing,
  callOfUnknownTemplate,
  endlessRecursion,
  entrypointInputMissing,
  hookArgumentMissing,
  hookOfUnknownTemplate,
  hookReadsWhatItCanNot,
  hookWithoutExpression,
  nameGivenTwice,
  taskNameTwice,
  taskWithoutName,
  templateBesideInline,
  templateBesideRef,
  templateNameFromInput,
  templateRefIncomplete,
  workflowArgumentOutsideEnum,
  workflowArgumentSourceWrong,
  workflowArgumentWithoutValue,
  workflowArtifactWithoutLocation,
  workflowParameterWanted,
];
