import { type Answerers, type Asked, ask } from "../answers/ask.ts";
import type { Waiting } from "../controller/surroundings.ts";
import type { RunEvent } from "../event.ts";

export interface QuestionsOptions extends Answerers {
  /** Nobody is asked any more. */
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly emit: (event: RunEvent) => void;
  /** Called with what came of a question, if anything did. */
  readonly onAsked: (node: string, asked: NonNullable<Asked>) => void;
}

/** What suspended nodes ask of people, each from when it has been told of until somebody has answered, here or elsewhere. */
export class Questions {
  readonly #options: QuestionsOptions;
  readonly #ended = new AbortController();
  readonly #open = new Map<string, AbortController>();
  #toAsk: Waiting[] = [];

  constructor(options: QuestionsOptions) {
    this.#options = options;
  }

  /** Takes a question; it is asked with `begin`, when its node has been told of. */
  take(waiting: Waiting): void {
    this.#toAsk.push(waiting);
  }

  begin(): void {
    for (const waiting of this.#toAsk.splice(0)) void this.#ask(waiting);
  }

  /** Somebody else has answered. */
  close(node: string): void {
    this.#open.get(node)?.abort();
  }

  end(): void {
    this.#ended.abort();
  }

  async #ask(waiting: Waiting): Promise<void> {
    const { signal, now, emit, onAsked } = this.#options;
    const { name } = waiting.node;
    const closed = new AbortController();
    this.#open.set(name, closed);
    const over = AbortSignal.any([signal, this.#ended.signal, closed.signal]);
    const asked = await ask(waiting, this.#options, over, { now, emit });
    if (asked !== undefined && !over.aborted) onAsked(name, asked);
  }
}
