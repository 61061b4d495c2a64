import type { RunEvent } from "../event.ts";

/** Shows a run while it goes on. Whoever runs it hands every event on, in order, and calls `end` once, also when the run broke. */
export interface RunRenderer {
  onEvent(event: RunEvent): void;
  /** Of a run that goes on: what was told before. It is known, and not told again. */
  onPast?(event: RunEvent): void;
  end(closing?: RunClosing): void;
}

/** What a renderer cannot know from events, said at the very end. */
export interface RunClosing {
  /** The path of the report page. */
  readonly report?: string;
  /** What a person can do next, a line each: a command to resume, where the logs are. */
  readonly goOn?: readonly string[];
}
