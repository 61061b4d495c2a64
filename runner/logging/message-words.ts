import { oneLine } from "../../util/graph/cell-text.ts";

/** What the controller says of a node that it ended because somebody stopped the run; the two blanks are its own. */
const shutDown = /^workflow shutdown with strategy:\s+\w+$/;

/** What it says of a run that was stopped, and of a step that is tried no more for that reason. */
const stopped = /^Stopped with strategy '\w+'$/;

/** Whether a node or a run ended only because somebody stopped the run. */
export const wasStopped = (message: string): boolean => shutDown.test(message) || stopped.test(message);

/**
 * A node's message for people who sit at a terminal. Events and the report keep Argo's own words.
 *
 * @example
 * messageWords("workflow shutdown with strategy:  Terminate") // => "the run was stopped"
 */
export const messageWords = (message: string): string => (wasStopped(message) ? "the run was stopped" : oneLine(message));
