/** Go's named layouts, and how a layout falls into its parts. */

export const RFC3339 = "2006-01-02T15:04:05Z07:00";
export const RFC3339_NANO = "2006-01-02T15:04:05.999999999Z07:00";
/** What a time prints as. */
export const DEFAULT_LAYOUT = "2006-01-02 15:04:05.999999999 -0700 MST";
export const ANSI_C = "Mon Jan _2 15:04:05 2006";
export const UNIX_DATE = "Mon Jan _2 15:04:05 MST 2006";
export const RUBY_DATE = "Mon Jan 02 15:04:05 -0700 2006";
export const KITCHEN = "3:04PM";
export const RFC822 = "02 Jan 06 15:04 MST";
export const RFC850 = "Monday, 02-Jan-06 15:04:05 MST";
export const RFC1123 = "Mon, 02 Jan 2006 15:04:05 MST";

export interface LayoutPart {
  readonly kind: "text" | "field";
  readonly text: string;
}

/** Longer fields before those that they begin with. `Jan` and `Mon` are fields only before no small letter, `Month` is text. */
const FIELD =
  /January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|2006|_2006|__2|_2|002|0[1-6]|15|1|2|3|4|5|PM|pm|Z070000|Z07:00:00|Z0700|Z07:00|Z07|-070000|-07:00:00|-0700|-07:00|-07|[.,]0+(?![0-9])|[.,]9+(?![0-9])/g;

/** The parts of a layout in order. @example layoutParts("2006-01") // => field 2006, text "-", field 01 */
export function layoutParts(layout: string): readonly LayoutPart[] {
  const parts: LayoutPart[] = [];
  let from = 0;
  for (const match of layout.matchAll(FIELD)) {
    const field = match[0] === "_2006" ? "2006" : match[0];
    const at = match.index + (match[0].length - field.length);
    if (at > from) parts.push({ kind: "text", text: layout.slice(from, at) });
    parts.push({ kind: "field", text: field });
    from = at + field.length;
  }
  if (from < layout.length) parts.push({ kind: "text", text: layout.slice(from) });
  return parts;
}
