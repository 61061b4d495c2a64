import type { StepReason } from "../../runner/record/why-step.ts";
import { wrapText } from "../../util/wrap-text.ts";
import type { Terminal } from "../terminal.ts";
import { changedPartLines, partName, partValue } from "./show-parts.ts";

/** Why a step ran or did not, for people. */
export function showReason(reason: StepReason, terminal: Terminal): string {
  const { style, width } = terminal;
  const lines = [
    ...wrapText(headline(reason), width),
    ...reason.changed.flatMap((part) => changedPartLines(part, terminal)).map((line) => `  ${line}`),
    ...(reason.changed.length === 0 ? sameParts(reason) : []),
    ...(reason.notCached === null ? [] : wrapText(`Nothing was taken from the cache: ${reason.notCached}.`, width)),
    ...(reason.cacheKey === null ? [] : [style.dim(`cache key ${reason.cacheKey}`)]),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function headline({ run, step, phase, cachedFrom, cacheKey, notCached, before, changed }: StepReason): string {
  const name = `"${step}" of run ${run}`;
  if (phase === "Skipped" || phase === "Omitted") return `${name} did not run: it was ${phase.toLowerCase()}.`;
  if (cachedFrom !== null) {
    const same = before === null || changed.length === 0 ? "" : ` What differs from the last time, in run ${before.run}:`;
    return `${name} was taken from the cache: run ${cachedFrom.run} did the work, with the same key.${same}`;
  }
  if (before === null) return `${name} ran: no earlier run of this pipeline has this step.`;
  if (changed.length > 0) return `${name} ran. What changed since run ${before.run}:`;
  return `${name} ran. Nothing that it depends on changed since run ${before.run}, ${sameWords({ cacheKey, notCached, before })}`;
}

/** Why a step ran that was as before. */
function sameWords({
  cacheKey,
  notCached,
  before,
}: Pick<StepReason, "cacheKey" | "notCached"> & { readonly before: NonNullable<StepReason["before"]> }): string {
  if (cacheKey === null) return "but it has no cache: .with({ cache: { maxAge: … } }) gives it one.";
  if (notCached !== null) return "and yet it ran.";
  if (before.phase !== "Succeeded") return `which ended it as ${before.phase.toLowerCase()}: only what succeeded is kept.`;
  if (before.cacheKey === null) return "where it had no cache yet.";
  if (before.cacheKey !== cacheKey) return "but the key did: the cache's version, or its values in another form.";
  return "but its result was not in the cache any more.";
}

const sameParts = ({ parts }: StepReason): readonly string[] => parts.map((part) => `  = ${partName(part)}  ${partValue(part)}`);
