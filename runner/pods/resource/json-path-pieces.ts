/** Text of a template, or what stands in a pair of its braces. */
export interface Piece {
  readonly isAction: boolean;
  readonly text: string;
}

/** Text and what is in braces, in turn. */
export function piecesOf(template: string): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < template.length; ) {
    const open = template.indexOf("{", at);
    if (open < 0) return [...pieces, { isAction: false, text: template.slice(at) }];
    if (open > at) pieces.push({ isAction: false, text: template.slice(at, open) });
    const close = closing(template, open);
    pieces.push({ isAction: true, text: template.slice(open + 1, close) });
    at = close + 1;
  }
  return pieces;
}

function closing(template: string, open: number): number {
  let quote = "";
  for (let at = open + 1; at < template.length; at++) {
    const character = template[at] ?? "";
    if (character === "\\") at += 1;
    else if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === "}") return at;
  }
  throw new Error("unclosed action");
}

/** Where the bracket ends that a text begins with. @throws Error when it does not */
export function closingBracket(text: string): number {
  let quote = "";
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    if (character === "\\") at += 1;
    else if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === "[" || character === "(") depth += 1;
    else if (character === "]" || character === ")") {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  throw new Error("unterminated array");
}

/** The parts of a text between separators, of which those in quotes are none. */
export function splitOutside(text: string, separator: string): readonly string[] {
  const parts: string[] = [];
  let quote = "";
  let begin = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === separator) {
      parts.push(text.slice(begin, at));
      begin = at + 1;
    }
  }
  return [...parts, text.slice(begin)];
}
