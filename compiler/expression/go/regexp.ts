import { RegexpTranslator } from "./regexp-translator.ts";

const compiled = new Map<string, RegExp>();

/**
 * A regular expression of Go (RE2) as one of JavaScript: what RE2 does not know, such as looking ahead, is refused with Go's words;
 * `.`, `\s`, `$` and the flags mean what they mean in Go.
 * RE2 needs linear time for any pattern, JavaScript may need much longer for a bad one.
 *
 * @throws GoPanic `error parsing regexp: missing closing ): ...`
 * @example compileRegexp("(?i)^a.c$").test("ABC") // => true
 */
export function compileRegexp(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const regexp = new RegExp(new RegexpTranslator(pattern).translate(), "u");
  compiled.set(pattern, regexp);
  return regexp;
}
