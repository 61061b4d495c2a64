import { messages as thrown, topics as thrownTopics } from "../../dsl/messages.generated.ts";
import type { Message } from "../../util/fill-message.ts";
import { messages, topics } from "./messages.generated.ts";

/** Every message that Pipewright has, by code: those that the DSL throws as well. */
export const allMessages: Readonly<Record<string, Message>> = Object.freeze({ ...thrown, ...messages });

/** What is said for a code, before words are put in; undefined when no problem has it. */
export const messageOf = (code: string): Message | undefined =>
  Object.hasOwn(allMessages, code) ? allMessages[code] : undefined;

/** What each topic of messages is about. */
export const topicTitles: Readonly<Record<string, string>> = Object.freeze({ ...thrownTopics, ...topics });
