const ALPHABETIC = /^[\p{L}_$]$/u;
const DIGIT = /^\p{Nd}$/u;
const SPACE = /^[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/;

/** What may begin a name. */
export function isAlphabetic(character: string): boolean {
  return ALPHABETIC.test(character);
}

/** What may go on in a name. */
export function isAlphaNumeric(character: string): boolean {
  return ALPHABETIC.test(character) || DIGIT.test(character);
}

/** Go's unicode.IsSpace. */
export function isSpace(character: string): boolean {
  return SPACE.test(character);
}

export function isName(text: string): boolean {
  const [first, ...rest] = text;
  return first !== undefined && isAlphabetic(first) && rest.every(isAlphaNumeric);
}
