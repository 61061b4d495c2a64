/**
 * A document whose quoted text goes on in lines that are indented too little, with these lines indented enough. Go's reader takes such text;
 * what is folded away at the beginning of a line does not change it, and no line moves.
 *
 * @param offset in the line in which the text begins, where a reader found no closing quote
 * @returns undefined when no quoted text begins there, or none ends
 */
export function reindentQuoted(source: string, offset: number): { readonly text: string; readonly at: number } | undefined {
  const lineStart = source.lastIndexOf("\n", offset - 1) + 1;
  const begun = /(?:^|[\s[{,:])(["'])(?:(?!\1).)*$/.exec(source.slice(lineStart, offset).trimEnd());
  if (begun === null) return undefined;
  const quote = begun[1] ?? '"';
  const at = lineStart + begun.index + begun[0].indexOf(quote);
  const end = closingQuote(source, at, quote);
  if (end === undefined) return undefined;
  const indentation = " ".repeat(at - lineStart + 1);
  const inside = source.slice(at, end).replace(/\n(?=[^\n])/g, `\n${indentation}`);
  return inside === source.slice(at, end) ? undefined : { text: source.slice(0, at) + inside + source.slice(end), at };
}

function closingQuote(source: string, open: number, quote: string): number | undefined {
  for (let at = open + 1; at < source.length; at++) {
    if (quote === '"' && source[at] === "\\") at += 1;
    else if (source[at] === quote) {
      if (quote === '"' || source[at + 1] !== "'") return at;
      at += 1;
    }
  }
  return undefined;
}
