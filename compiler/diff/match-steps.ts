import type { Facts, StepFacts } from "./read/facts.ts";

/** More steps than this without a partner are not compared each with each. */
const mostCompared = 300;

/**
 * Finds for the steps of an old pipeline what they are in a new one: the same name and work, or else the same work and as much alike as any.
 * Numbers behind names are given in the order of writing, so that a name alone says little.
 * @returns the path of the new step by that of the old one
 */
export function matchSteps(before: readonly StepFacts[], after: readonly StepFacts[]): ReadonlyMap<string, string> {
  const matched = new Map<string, string>();
  const taken = new Set<string>();
  const pair = (old: StepFacts, step: StepFacts) => {
    matched.set(old.path, step.path);
    taken.add(step.path);
  };
  // Bodies come before what stands in them, so the partner of a step's body is known.
  for (const old of groupsOf(before)) {
    const parent = old[0]!.parent === "" ? "" : matched.get(old[0]!.parent);
    if (parent === undefined) continue;
    const news = after.filter((step) => step.parent === parent);
    const byName = new Map(news.map((step) => [step.name, step]));
    const open = () => old.filter(({ path }) => !matched.has(path));
    const free = () => news.filter(({ path }) => !taken.has(path));
    for (const step of old) {
      const same = byName.get(step.name);
      if (same !== undefined && signature(step) === signature(same)) pair(step, same);
    }
    const bySignature = Map.groupBy(free(), signature);
    for (const step of open()) {
      const same = bySignature.get(signature(step))?.shift();
      if (same !== undefined) pair(step, same);
    }
    for (const step of open()) {
      const same = byName.get(step.name);
      if (same !== undefined && !taken.has(same.path) && same.does === step.does) pair(step, same);
    }
    pairAlike(open(), free(), pair);
    for (const step of open()) {
      const same = byName.get(step.name);
      if (same !== undefined && !taken.has(same.path) && (same.does === "body") === (step.does === "body")) pair(step, same);
    }
  }
  return matched;
}

/** The steps of each body, outer bodies first. */
const groupsOf = (steps: readonly StepFacts[]): readonly (readonly StepFacts[])[] => [
  ...Map.groupBy(steps, ({ parent }) => parent).values(),
];

const signature = ({ does, facts }: StepFacts): string => JSON.stringify([does, [...facts].sort()]);

/** Pairs what is most alike first; what has nothing in common stays alone. */
function pairAlike(old: readonly StepFacts[], news: readonly StepFacts[], pair: (old: StepFacts, step: StepFacts) => void): void {
  if (old.length > mostCompared || news.length > mostCompared) return;
  const scored = old
    .flatMap((one) => news.map((step) => ({ one, step, score: likeness(one, step) })))
    .filter(({ score }) => score >= 0.5);
  const done = new Set<string>();
  for (const { one, step } of scored.sort((a, b) => b.score - a.score)) {
    const [from, to] = [`old ${one.path}`, `new ${step.path}`];
    if (done.has(from) || done.has(to)) continue;
    done.add(from).add(to);
    pair(one, step);
  }
}

/** The part of two steps' facts that are equal; another kind of work weighs as much as a few of them. */
function likeness(one: StepFacts, other: StepFacts): number {
  if ((one.does === "body") !== (other.does === "body")) return 0;
  const labels = new Set([...distinct(one.facts), ...distinct(other.facts)]);
  const equal = [...labels].filter((label) => one.facts.get(label) === other.facts.get(label)).length;
  const same = one.does === other.does ? 2 : 0;
  return (equal + same) / (labels.size + 2);
}

/** Labels that tell steps apart: what every container of ours has does not. */
const distinct = (facts: Facts): readonly string[] =>
  [...facts.keys()].filter((label) => /^(argument|output|result|runs|waits|source|image|input) ?/.test(label));
