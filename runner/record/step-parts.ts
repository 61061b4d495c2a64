import type { KeyPart } from "../run/memo-store.ts";
import type { RecordedStep } from "./read-run.ts";

/** A part of what a step's result depends on, with where an artifact came from. */
export interface StepPart extends KeyPart {
  /** Of an input: the step and output that made it, or the address it is from. */
  readonly from?: string;
}

/** One part that is another in two executions of a step. */
export interface ChangedPart {
  readonly kind: StepPart["kind"];
  readonly name: string;
  /** Absent where only the other one has it. */
  readonly before?: StepPart;
  readonly after?: StepPart;
}

/** The inputs of our components that tell the digest of an artifact input: they are told as inputs. */
const digestInput = /^digest-/;

/** What the result of a recorded step depends on: the parts of its key, and those that a step without a cache would have. */
export function stepParts({ code, image, parameters, inputs, environment }: RecordedStep): readonly StepPart[] {
  const parts: StepPart[] = [];
  if (code !== null) parts.push({ kind: "code", name: "code", value: code });
  else if (image !== null) parts.push({ kind: "image", name: "image", value: image });
  for (const [name, value] of Object.entries(parameters))
    if (code === null || !digestInput.test(name)) parts.push({ kind: "parameter", name, value });
  const seen = new Map<string, number>();
  for (const { input, digest, source, fromStep, fromOutput } of inputs) {
    const from = fromStep === null ? (source ?? undefined) : `${fromStep}/${fromOutput}`;
    const count = seen.get(input) ?? 0;
    seen.set(input, count + 1);
    const name = count === 0 ? input : `${input}[${count}]`;
    parts.push({ kind: "input", name, value: digest ?? source ?? from ?? "", ...(from !== undefined && { from }) });
  }
  for (const [name, value] of Object.entries(environment)) parts.push({ kind: "environment", name, value });
  return parts;
}

/** The parts in which two executions differ, in the order of the parts. */
export function changedParts(before: RecordedStep, after: RecordedStep): readonly ChangedPart[] {
  const [old, now] = [byName(stepParts(before)), byName(stepParts(after))];
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((key): readonly ChangedPart[] => {
    const [one, other] = [old.get(key), now.get(key)];
    const part = other ?? one;
    if (part === undefined || one?.value === other?.value) return [];
    const { kind, name } = part;
    return [{ kind, name, ...(one !== undefined && { before: one }), ...(other !== undefined && { after: other }) }];
  });
}

const byName = (parts: readonly StepPart[]): ReadonlyMap<string, StepPart> =>
  new Map(parts.map((part) => [`${part.kind} ${part.name}`, part]));
