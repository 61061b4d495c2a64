/** How a parameter stands in the text of a foreign step. */
export type Form =
  /** Its JSON text, exact. */
  | "json"
  /** Base64 of its text, or of its JSON text when it is no text: exact. */
  | "base64"
  /** As it is: numbers, truth values and choices among harmless words. */
  | "text"
  /** As it is, after the cluster has found it to be one harmless word. */
  | "word"
  /** The path of a file that holds its JSON text. */
  | "file";

export interface Mark {
  readonly param: string;
  readonly form: Form;
}

/** Characters of Unicode's private use: no program and no JSON writer gives them a meaning. */
const open = "\ue0f0";
const close = "\ue0f1";
const marks = /\ue0f0([-A-Za-z0-9_]+):(json|base64|text|word|file)\ue0f1/g;

/** The place of a parameter in a text, as text, so that a plain template literal can hold it. */
export const markText = ({ param, form }: Mark): string => `${open}${param}:${form}${close}`;

/** A text taken apart: what the author wrote, and the marks in it, in order. */
export function splitMarks(text: string): readonly (string | Mark)[] {
  const parts: (string | Mark)[] = [];
  let end = 0;
  for (const match of text.matchAll(marks)) {
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push({ param: match[1]!, form: match[2] as Form });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}

/** The marks in a text. */
export const marksIn = (text: string): readonly Mark[] => splitMarks(text).filter((part) => typeof part !== "string");

/** The text without its marks. */
export const constantsIn = (text: string): readonly string[] => splitMarks(text).filter((part) => typeof part === "string");

/** Whether a mark was cut or changed, by `slice` or `toUpperCase` for example. */
export const hasBrokenMark = (text: string): boolean =>
  constantsIn(text).some((part) => part.includes(open) || part.includes(close));
