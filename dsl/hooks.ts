import type { z } from "zod";
import type { ArtifactType } from "./artifact.ts";
import type { Builder, TaskDraft } from "./build/builder.ts";
import { type EndStatus, factForms } from "./end-refs.ts";
import { callerOf } from "./place.ts";
import { type ArtifactRef, makeRef, type Ref, type RefOf, type TextRef } from "./ref.ts";
import { refuse } from "./refuse.ts";

/** What is known of a task that has ended. */
export interface TaskEnd<Refs> {
  readonly status: TextRef<EndStatus>;
  /** What it made: null where it did not come so far. */
  readonly outputs: LeftOutputs<Refs>;
}

/** The values among the outputs of a task, each of which may be missing. */
export type LeftOutputs<Refs> = {
  readonly [K in keyof Refs as Refs[K] extends ArtifactRef ? never : K]: Refs[K] extends Ref<infer T> ? RefOf<T | null> : never;
};

/**
 * @internal Runs a body when a task has ended; a second one joins the first.
 * @param word the public method that the author called
 */
export function addHook(builder: Builder, draft: TaskDraft, body: (end: TaskEnd<object>) => unknown, word: Function): void {
  const at = callerOf(word);
  const task = draft.component.spec.name;
  if (!builder.open) refuse("pipeline-is-finished", { task }, at);
  if (!builder.isHere(draft)) refuse("exit-elsewhere", { task }, at);
  const before = draft.exit;
  const id = before?.id ?? builder.newId();
  const outputs = Object.entries(draft.component.spec.outputs ?? {}).filter(([, type]) => !isArtifactType(type));
  const end: TaskEnd<object> = Object.freeze({
    status: makeRef({ kind: "ended", scope: id, fact: "status" }, builder, factForms.status) as unknown as TextRef<EndStatus>,
    outputs: Object.freeze(
      Object.fromEntries(
        outputs.map(([output]) => [output, makeRef({ kind: "left", scope: id, task: draft.id, output }, builder)]),
      ),
    ),
  });
  const { steps } = builder.inside(() => body(end));
  draft.exit = { kind: "exit", id, on: "always", body: [...(before?.body ?? []), ...steps], ...(at && { at }) };
}

const isArtifactType = (type: z.ZodType | ArtifactType): boolean => (type as Partial<ArtifactType>).kind === "artifact-type";
