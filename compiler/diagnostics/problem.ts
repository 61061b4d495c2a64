import type { Place } from "../../dsl/place.ts";
import { fillMessage } from "../../util/fill-message.ts";
import { type Diagnostic, diagnostic, type RelatedPlace } from "./diagnostic.ts";
import { type MessageWords, messages } from "./messages.generated.ts";

/** The code of a problem that the compiler or the command line finds. */
export type ProblemCode = keyof MessageWords;

/** Where a problem is. */
export interface ProblemPlace {
  readonly at?: Place | undefined;
  readonly related?: readonly RelatedPlace[];
}

/**
 * A problem, in the words of its section in `compiler/messages/<topic>.md`, which says too whether it is an error or a warning.
 * The type checker wants a word for every `%name%` of the section. A help that comes out empty is none.
 *
 * ```ts
 * problem("gpu-not-whole", { task: "train", count: 0.5 }, { at: task.at });
 * ```
 */
export function problem<C extends ProblemCode>(
  code: C,
  words: MessageWords[C],
  { at, related = [] }: ProblemPlace = {},
): Diagnostic {
  const { severity, text, help } = messages[code];
  const mend = help === undefined ? undefined : fillMessage(help, words);
  return diagnostic({ code, severity, message: fillMessage(text, words), at, related, help: mend === "" ? undefined : mend });
}
