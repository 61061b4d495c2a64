import type { EventEmitter } from "node:events";

/** Waits until more can be written, or nothing any more; leaves no listener behind. */
export function writableAgain(stream: EventEmitter): Promise<void> {
  return new Promise((resolve) => {
    const events = ["drain", "close", "error", "response"];
    const done = (): void => {
      for (const event of events) stream.off(event, done);
      resolve();
    };
    for (const event of events) stream.once(event, done);
  });
}
