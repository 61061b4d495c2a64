import type { RefMethod } from "./ref-methods.ts";

/** Names that a ref keeps for itself: its methods, and what JavaScript asks any object for. */
export type RefMember = RefMethod | (typeof askedOfAnyObject)[number] | "toJSON" | "toString" | "valueOf";

/** Absent from a ref, and no key of its value either: a promise asks for `then`, a debugger for `constructor`. */
export const askedOfAnyObject = ["then", "constructor", "__proto__"] as const;
