import { Readable } from "node:stream";
import { createLimit } from "../limit.ts";
import { type RegistryError, registryError } from "../registry-error.ts";
import type { RegistryOptions } from "../registry-options.ts";
import { type Agents, createAgents } from "./agents.ts";
import { connectionError } from "./connection-error.ts";
import { errorAnswer } from "./error-answer.ts";
import { type Answer, BodyUnreadable, exchange, type Outgoing } from "./exchange.ts";
import { readBody, TooLong } from "./read-body.ts";
import { type Clock, isPassing, isPassingError, retryAfter, retryDelay, systemClock } from "./retry.ts";

/** A registry that wants more patience than this is not waited for. */
const longestWait = 90_000;

/** Sends requests for one registry, so many at a time, and tries again what a moment later may go well. */
export class PatientSender {
  readonly registry: string;
  readonly tries: number;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
  readonly #tell: NonNullable<RegistryOptions["tell"]>;
  readonly #agents: Agents;
  readonly #idle: number;
  readonly #limit = createLimit(16);

  constructor(registry: string, options: RegistryOptions) {
    this.registry = registry;
    this.tries = options.tries ?? 6;
    this.clock = options.clock ?? systemClock;
    this.signal = options.signal;
    this.#tell = options.tell ?? (() => {});
    try {
      this.#agents = createAgents();
    } catch (error) {
      throw connectionError(registry, error);
    }
    this.#idle = options.idleMilliseconds ?? 120_000;
  }

  /** Once. @throws what `exchange` throws */
  send(outgoing: Outgoing): Promise<Answer> {
    return this.#limit(() => exchange(outgoing, { agents: this.#agents, signal: this.signal, idleMilliseconds: this.#idle }));
  }

  /**
   * As often as it takes.
   * @param whole read the body too, of at most so many bytes: then a connection that breaks within it is tried again as well
   * @throws RegistryError; {@link TooLong}; the signal's reason
   */
  async sendOften(
    outgoing: Outgoing,
    { whole, tries = this.tries }: { readonly whole?: number | undefined; readonly tries?: number } = {},
  ) {
    for (let attempt = 1; ; attempt++) {
      let answer: Answer;
      try {
        answer = await this.send(outgoing);
        if (whole !== undefined) {
          const bytes = await readBody(answer.body, whole);
          answer = { ...answer, body: Readable.from([bytes], { objectMode: false }) };
        }
      } catch (error) {
        if (attempt >= tries || !isPassingError(error) || this.signal?.aborted) throw this.connectionError(error);
        await this.wait(attempt, error instanceof Error ? error.message : String(error));
        continue;
      }
      if (!isPassing(answer.status) || attempt >= tries) return answer;
      const { words } = await errorAnswer(answer);
      await this.wait(attempt, words, this.patience(answer, words));
    }
  }

  /** Waits before another try. @throws the signal's reason */
  async wait(attempt: number, reason: string, asked?: number): Promise<void> {
    const milliseconds = asked === undefined ? retryDelay(attempt, this.clock.random()) : asked;
    this.#tell({ type: "waiting", registry: this.registry, reason, milliseconds });
    await this.clock.sleep(milliseconds, this.signal);
    if (this.signal?.aborted) throw this.signal.reason;
  }

  /** How long a busy registry wants to be left alone. @throws RegistryError when that is longer than anybody waits */
  patience({ headers }: Answer, words: string): number | undefined {
    const asked = retryAfter(headers["retry-after"], this.clock.now());
    if (asked !== undefined && asked > longestWait) throw this.busy(words, asked);
    return asked;
  }

  /** @param milliseconds how long it wants to be left alone, if it said so */
  busy(words: string, milliseconds?: number): RegistryError {
    const { registry } = this;
    const when = milliseconds === undefined ? "in a while" : `in ${Math.ceil(milliseconds / 60_000)} minutes`;
    const help = `Try again ${when}; what was sent whole stays there. Those who are logged in may often ask more: docker login ${registry}.`;
    return registryError("registry-busy", { registry, reason: words, help });
  }

  /** What a broken connection means, in words; the signal's reason when it was stopped. */
  connectionError(error: unknown): unknown {
    if (this.signal?.aborted) return this.signal.reason;
    if (error instanceof TooLong) return error;
    return error instanceof BodyUnreadable ? (error.cause ?? error) : connectionError(this.registry, error);
  }

  close(): void {
    this.#agents.close();
  }
}
