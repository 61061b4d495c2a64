import type { TaskFact } from "./facts.ts";

/** A task, as the subject of a sentence. */
export const taskWords = ({ component: { name } }: TaskFact): string => (name === undefined ? "This task" : `Task "${name}"`);
