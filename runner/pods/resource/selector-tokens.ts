/** A word or sign of a label selector. */
export interface SelectorToken {
  readonly kind: "word" | "in" | "notin" | "(" | ")" | "," | "!" | "=" | "==" | "!=" | ">" | "<" | "end" | "error";
  readonly text: string;
}

const signs: ReadonlySet<string> = new Set(["(", ")", ",", "!", "=", "==", "!=", ">", "<"]);
const isSign = (character: string): boolean => "=!(),><".includes(character);

/** Takes a label selector apart as Kubernetes does: signs that stand together are one as far as there is such a sign. */
export function selectorTokens(text: string): readonly SelectorToken[] {
  const tokens: SelectorToken[] = [];
  for (let at = 0; ; ) {
    while (/[ \t\r\n]/.test(text[at] ?? "x")) at += 1;
    const character = text[at];
    if (character === undefined) return [...tokens, { kind: "end", text: "" }];
    if (isSign(character)) {
      const two = text.slice(at, at + 2);
      const sign = signs.has(two) ? two : character;
      tokens.push({ kind: sign as SelectorToken["kind"], text: sign });
      at += sign.length;
    } else {
      const word = /^[^ \t\r\n=!(),><]+/.exec(text.slice(at))?.[0] ?? "";
      tokens.push({ kind: word === "in" || word === "notin" ? word : "word", text: word });
      at += word.length;
    }
  }
}
