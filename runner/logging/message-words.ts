import { oneLine } from "../../util/graph/cell-text.ts";

/** What the controller says of a node that it ended because somebody stopped the run; the two blanks are its own. */
const shutDown = /^workflow shutdown with strategy:\s+\w+$/;

/** Whether a node ended only because somebody stopped the run. */
export const wasStopped = (message: string): boolean => shutDown.test(message);

/** What the controller says of a run that somebody stopped. */
export const isStopMessage = (message: string): boolean => /^Stopped with strategy '\w+'$/.test(message);

/**
 * A node's message for people who sit at a terminal. Events and the report keep Argo's own words.
 *
 * @example
 * messageWords("workflow shutdown with strategy:  Terminate") // => "the run was stopped"
 */
export const messageWords = (message: string): string => (shutDown.test(message) ? "the run was stopped" : oneLine(message));
