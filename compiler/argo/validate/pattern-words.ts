/** The patterns of Argo's CRDs in words, by an example of what each is for. A test holds that none is missing. */
const words: readonly (readonly [source: RegExp, words: string])[] = [
  [/numkMGTPE/, 'a quantity such as "500m", "2" or "4Gi"'],
  [/^\^\[\\x2da-zA-Z0-9_\{\}\.\]\+\$$|_\{\}\.\]\+\$$/, "letters, digits and -_.{}"],
  [/^\^\[\\x2da-zA-Z0-9_\]\+\$$|a-zA-Z0-9_\]\+\$$/, 'letters, digits, "-" and "_"'],
  [/^\^\[a-zA-Z0-9\]\[/, 'letters, digits and "-", and no "-" in front'],
  [/^\^\[a-zA-Z_\]\[/, 'letters, digits and "_", and no digit in front'],
  [/yearly/, 'five fields such as "0 6 * * 1-5", "@daily" or "@every 1h", without a time zone of its own'],
];

export function patternWords(pattern: RegExp): string {
  return words.find(([source]) => source.test(pattern.source))?.[1] ?? `text like ${pattern}`;
}

/** The greatest mode of a file is 0777, which is 511; one that was meant in octal digits is said in the others. */
export function limitHint(most: number | undefined, value: number): string {
  const octal = String(value);
  if (most !== 511 || !/^[0-7]{3,4}$/.test(octal)) return "";
  const decimal = Number.parseInt(octal, 8);
  return decimal <= most ? ` Octal ${octal} is ${decimal}.` : "";
}
