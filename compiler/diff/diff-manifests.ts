import { stableJson } from "../../util/stable-json.ts";
import type { Change, FactChange } from "./change.ts";
import { matchSteps } from "./match-steps.ts";
import type { Facts, StepFacts } from "./read/facts.ts";
import { flatten } from "./read/flatten.ts";
import { type ManifestObject, readPipeline } from "./read/read-pipeline.ts";

/** How many places are named when a manifest is only written differently. */
const mostPlaces = 20;

/**
 * What a new manifest changes of an old one, in the words of the pipeline: its steps, what they read and how they run, parameters, schedule and
 * options. Steps are recognised by their work when their names have changed. Equal manifests have no change, and others always have one.
 */
export function diffManifests(before: readonly ManifestObject[], after: readonly ManifestObject[]): readonly Change[] {
  if (stableJson(before) === stableJson(after)) return [];
  const now = readPipeline(after);
  const first = readPipeline(before);
  const matches = matchSteps(first.steps, now.steps);
  // Read again with today's names, so that a reader of a renamed step has not changed.
  const last = (path: string) => path.slice(path.lastIndexOf("/") + 1);
  const old = readPipeline(before, (path) => last(matches.get(path) ?? path));
  const changes = [
    ...changed("pipeline", now.name, old.name, old.options, now.options),
    ...changed("schedule", "", "", old.schedule, now.schedule),
    ...parameterChanges(old.parameters, now.parameters),
    ...stepChanges(old.steps, now.steps, matches),
  ];
  return changes.length > 0 ? changes : [writtenDifferently(now.name, before, after)];
}

function changed(about: Change["about"], name: string, formerName: string, before: Facts, after: Facts): readonly Change[] {
  const facts = factChanges(before, after);
  if (facts.length === 0 && name === formerName) return [];
  return [{ about, name, status: "changed", formerName: name === formerName ? undefined : formerName, facts }];
}

function factChanges(before: Facts, after: Facts): readonly FactChange[] {
  return [...new Set([...after.keys(), ...before.keys()])]
    .filter((label) => before.get(label) !== after.get(label))
    .map((label) => ({ label, before: before.get(label), after: after.get(label) }));
}

function parameterChanges(before: ReadonlyMap<string, Facts>, after: ReadonlyMap<string, Facts>): readonly Change[] {
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((name): readonly Change[] => {
    const [old, now] = [before.get(name), after.get(name)];
    if (old !== undefined && now !== undefined) return changed("parameter", name, name, old, now);
    const status = now === undefined ? "removed" : "added";
    return [{ about: "parameter", name, status, formerName: undefined, facts: factChanges(old ?? new Map(), now ?? new Map()) }];
  });
}

function stepChanges(
  before: readonly StepFacts[],
  after: readonly StepFacts[],
  matches: ReadonlyMap<string, string>,
): readonly Change[] {
  const former = new Map([...matches].map(([from, to]) => [to, from]));
  const old = new Map(before.map((step) => [step.path, step]));
  const about = ({ does }: StepFacts) => (does === "body" ? ("body" as const) : ("step" as const));
  const gone = before
    .filter(({ path }) => !matches.has(path))
    .map((step): Change => ({ about: about(step), name: step.path, status: "removed", formerName: undefined, facts: [] }));
  const others = after.flatMap((step): readonly Change[] => {
    const was = old.get(former.get(step.path) ?? "");
    if (was !== undefined) {
      const formerName = sameBody(was, step) ? step.path : was.path;
      return changed(about(step), step.path, formerName, withoutImplied(was, step), withoutImplied(step, was));
    }
    return [{ about: about(step), name: step.path, status: "added", formerName: undefined, facts: newFacts(step) }];
  });
  return [...gone, ...others];
}

/** A step that the other one reads from is waited for all the same: that order has neither come nor gone. */
function withoutImplied({ facts }: StepFacts, other: StepFacts): Facts {
  const waits = facts.get("waits for");
  if (waits === undefined || other.facts.get("waits for") === waits) return facts;
  const left = waits.split(", ").filter((name) => !other.reads.includes(name));
  const { ["waits for"]: _waits, ...rest } = Object.fromEntries(facts);
  return new Map(Object.entries(left.length === 0 ? rest : { ...rest, "waits for": left.join(", ") }));
}

/** A step whose body alone has another name has not been renamed itself. */
const sameBody = (was: StepFacts, step: StepFacts): boolean => was.name === step.name;

/** What a reader wants to hear of a new step: what it gets and when it runs, not how its container is made. */
const newFacts = (step: StepFacts): readonly FactChange[] =>
  [...step.facts]
    .filter(([label]) => /^(argument |runs|waits for|template$)/.test(label))
    .map(([label, after]) => ({ label, before: undefined, after }));

/** Two manifests that mean the same as far as is known here; the places that differ are named all the same. */
function writtenDifferently(name: string, before: readonly ManifestObject[], after: readonly ManifestObject[]): Change {
  const places = (objects: readonly ManifestObject[]) =>
    new Map(
      objects.flatMap((object) =>
        flatten(object).map(({ path, value }) => [`${String(object["kind"])} ${path.join(".")}`, stableJson(value)]),
      ),
    );
  const facts = factChanges(places(before), places(after)).slice(0, mostPlaces);
  const order: FactChange = { label: "order of lists", before: "another", after: "this" };
  return { about: "pipeline", name, status: "changed", formerName: undefined, facts: facts.length > 0 ? facts : [order] };
}
