import { expect } from "vitest";
import type { RunEvent } from "../../../runner/event.ts";
import { liveRenderer } from "../../../runner/logging/live-renderer.ts";
import type { RunRenderer } from "../../../runner/logging/run-renderer.ts";
import { at } from "./sample-run.ts";
import { VirtualScreen } from "./virtual-screen.ts";

export interface Show {
  readonly screen: VirtualScreen;
  readonly renderer: RunRenderer;
  /** Hands events on and draws, `seconds` after the run began. */
  readonly show: (seconds: number, events?: readonly RunEvent[]) => string;
  /** Ends the process without a word. */
  readonly exit: () => void;
  readonly isRepeating: () => boolean;
}

/** A live view on a screen of this size whose clock the test holds. */
export function beginShow(columns = 80, rows = 24, env: Record<string, string> = { NO_COLOR: "1" }): Show {
  const screen = new VirtualScreen(columns, rows);
  let time = at(0);
  let tick: (() => void) | undefined;
  let exit: (() => void) | undefined;
  const renderer = liveRenderer(screen, {
    now: () => time,
    every: (milliseconds, call) => {
      expect(milliseconds).toBe(100);
      tick = call;
      return () => {
        tick = undefined;
      };
    },
    env,
    onExit: (call) => {
      exit = call;
      return () => {
        exit = undefined;
      };
    },
  });
  return {
    screen,
    renderer,
    show(seconds, events = []) {
      time = at(seconds);
      for (const event of events) renderer.onEvent(event);
      tick?.();
      return screen.text;
    },
    exit: () => exit?.(),
    isRepeating: () => tick !== undefined,
  };
}
