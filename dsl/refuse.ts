import { fillMessage } from "../util/fill-message.ts";
import { DslError } from "./dsl-error.ts";
import { type MessageWords, messages } from "./messages.generated.ts";
import type { Place } from "./place.ts";

/**
 * Stops the building of a program, in the words of its section in `compiler/messages/dsl.md`.
 * @throws DslError always
 */
export function refuse<C extends keyof MessageWords>(code: C, words: MessageWords[C], at: Place | undefined): never {
  const { text, help } = messages[code];
  throw new DslError(code, fillMessage(text, words), help === undefined ? "" : fillMessage(help, words), at);
}
