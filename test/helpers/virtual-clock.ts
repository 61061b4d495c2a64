import type { Clock } from "../../runner/run/clock.ts";
import { Timeline } from "../../testing/timeline.ts";

/** A clock that a test winds: days pass at once. */
export class VirtualClock implements Clock {
  readonly #timeline: Timeline;
  #slept = 0;

  constructor(start: string) {
    this.#timeline = new Timeline(Date.parse(start));
  }

  now = (): number => this.#timeline.now + this.#slept;

  at = (time: number, callback: () => void): (() => void) => {
    let isWanted = true;
    this.#timeline.at(time - this.#slept, () => {
      if (isWanted) callback();
    });
    return () => {
      isWanted = false;
    };
  };

  /** Lets time pass until a moment; what is promised in between is kept. */
  async windTo(end: string): Promise<void> {
    let hasCome = false;
    this.#timeline.at(Date.parse(end) - this.#slept, () => {
      hasCome = true;
    });
    while (!hasCome) {
      this.#timeline.advance();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Time that passes while the machine sleeps: no timer wakes, and those that are set take as much longer. */
  sleepUntil(end: string): void {
    this.#slept += Date.parse(end) - this.now();
  }
}
