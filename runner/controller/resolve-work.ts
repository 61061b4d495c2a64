import type { Artifact, Parameter } from "../../compiler/argo/model.generated.ts";
import { evaluateWhen } from "../../compiler/expression/when.ts";
import type { Work } from "./caller.ts";
import { ControlError } from "./control-error.ts";
import { isLoop, type LoopItem } from "./expand-items.ts";
import { resolveArtifact, UnresolvedArtifact } from "./resolve-artifact.ts";
import type { LocalScope } from "./scope.ts";
import { joinTags, substitute, type Tags } from "./substitute.ts";

/** Names that have to be there once a step is looked at: a controller waits for them. */
const awaited = ["steps", "tasks"];

/**
 * A step or task whose references are replaced, as far as they don't wait for the items of its loop.
 * @throws TemplateError for a name that is not there, Error for a wrong condition, ControlError for an artifact that is not there
 */
export function resolveWork(work: Work, scope: LocalScope, globals: Tags): Work {
  const tags = joinTags(globals, scope.tags);
  const bare = withoutAbsent(work, tags);
  const { when, ...rest } = bare;
  const condition = when === undefined ? undefined : substitute(when, tags, awaited);
  if (condition !== undefined && !runs(condition, isLoop(work))) {
    const lenient = substitute(rest, tags, "none");
    return { ...lenient, when: condition };
  }
  const { arguments: given, hooks: _, ...others } = rest;
  const { artifacts, ...parameters } = given ?? {};
  const resolved = substitute({ ...others, arguments: parameters }, tags, awaited);
  const located = artifacts?.flatMap((artifact) =>
    locate(substitute({ ...artifact, from: "", fromExpression: "" }, tags, awaited), artifact, scope, tags),
  );
  return {
    ...resolved,
    ...(condition !== undefined && { when: condition }),
    ...(work.hooks !== undefined && { hooks: work.hooks }),
    ...(given !== undefined && { arguments: { ...resolved.arguments, ...(located && { artifacts: located }) } }),
  };
}

/** A condition that waits for the items of a loop is asked for each of them. */
function runs(when: string, isLooped: boolean): boolean {
  try {
    return evaluateWhen(when);
  } catch (error) {
    if (isLooped) return true;
    throw error;
  }
}

function locate(replaced: Artifact, { from, fromExpression }: Artifact, scope: LocalScope, tags: Tags): readonly Artifact[] {
  const { from: _, fromExpression: __, ...plain } = replaced;
  const isReference = (from ?? "") !== "" || (fromExpression ?? "") !== "";
  if (!isReference) return [plain];
  const tag =
    from === undefined ? undefined : substitute(from, new Map([...tags].filter(([name]) => !scope.artifacts.has(name))), "none");
  try {
    const found = resolveArtifact(
      { ...plain, ...(tag !== undefined && { from: tag }), ...(fromExpression !== undefined && { fromExpression }) },
      scope,
      tags,
    );
    return [{ ...found, ...(plain.optional === true && { optional: true }) }];
  } catch (error) {
    if (plain.optional === true && error instanceof UnresolvedArtifact) return [];
    throw error;
  }
}

/** An argument that is nothing but a reference to an absent output has no value: the input's default then counts. */
function withoutAbsent(work: Work, tags: Tags): Work {
  const parameters = work.arguments?.parameters;
  if (parameters === undefined) return work;
  const kept = parameters.map((parameter): Parameter => {
    const [, name] = /^\{\{\s*([^{}=][^{}]*?)\s*\}\}$/.exec(parameter.value ?? "") ?? [];
    return name !== undefined && tags.get(name) === null ? { name: parameter.name } : parameter;
  });
  return { ...work, arguments: { ...work.arguments, parameters: kept } };
}

/**
 * A resolved step for one turn of its loop. An expression about the item and about something else waits for both, so the names of the step are
 * there again.
 * @throws ControlError for a key that the item does not have
 */
export function workForItem(work: Work, item: LoopItem, scope: Tags): Work {
  const { withItems: _, withParam: __, withSequence: ___, hooks, ...once } = work;
  const kept = forItem(once, joinTags(scope, item.tags), runsAnyway(once.when ?? ""));
  return { ...kept, ...(hooks !== undefined && { hooks: substitute(hooks, item.tags, "none") }) };
}

/** What one item lacks, no later item brings. */
function forItem(work: Work, tags: Tags, isStrict: boolean): Work {
  try {
    return substitute(work, tags, isStrict ? ["item"] : "none");
  } catch (error) {
    throw new ControlError((error as Error).message);
  }
}

/** Whether a condition holds already, or can't be told before the item is put in. */
function runsAnyway(when: string): boolean {
  try {
    return evaluateWhen(when);
  } catch {
    return true;
  }
}
