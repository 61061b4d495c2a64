import { setTimeout as sleep } from "node:timers/promises";
import type { RevisionFound, RunEvent } from "../event.ts";

/** What git says of a project. */
export type Revision = Pick<RevisionFound, "commit" | "changed" | "repository">;

/** A run that is over waits no longer for git: a large project that nobody has looked at for long takes its time. */
const patienceMilliseconds = 5000;

/** Finds out which commit a run is of while its first step works, so that the run begins no later for it. */
export class RevisionTeller {
  readonly #find: () => Promise<Revision | undefined>;
  readonly #emit: (event: RevisionFound) => void;
  #finding: Promise<void> | undefined;
  #isOver = false;

  constructor(find: () => Promise<Revision | undefined>, emit: (event: RevisionFound) => void) {
    this.#find = find;
    this.#emit = emit;
  }

  /** Is told of all that happens. */
  onEvent({ type }: RunEvent): void {
    if (type !== "node-started" || this.#finding !== undefined) return;
    this.#finding = new Promise((begin) => setImmediate(begin)).then(() => this.#tell()).catch(() => undefined);
  }

  /** Waits for what is being found out, as long as nobody has better things to do. */
  async end(signal: AbortSignal): Promise<void> {
    const isEnough = new AbortController();
    const wanted = AbortSignal.any([signal, isEnough.signal]);
    const patience = sleep(patienceMilliseconds, undefined, { signal: wanted, ref: false }).catch(() => undefined);
    await Promise.race([this.#finding, patience]);
    this.#isOver = true;
    isEnough.abort();
  }

  async #tell(): Promise<void> {
    const found = await this.#find();
    if (found === undefined || this.#isOver) return;
    const { commit, changed, repository } = found;
    const about = { commit, changed, ...(repository !== undefined && { repository }) };
    this.#emit({ type: "revision-found", time: Date.now(), ...about });
  }
}
