/** Words and paths that no reader of YAML takes for anything but text, inside brackets too. */
const plain = /^[A-Za-z_/][\w/.@+-]*(:[\w/.@+-]+)*( [\w/.@+-]+(:[\w/.@+-]+)*)*$/;
/** Amounts and lengths of time: `10s`, `8Gi`. */
const amount = /^[1-9][0-9]*(ms|s|m|h|[KMGT]i)$/;
/** Words that stand for something else, for YAML 1.1 or for Go. */
const reserved = /^(y|n|yes|no|on|off|true|false|null|e[+-]?[0-9]+|_+[0-9_]*)$/i;
/** Characters that YAML allows only as escapes, or that Go's reader refuses or folds. */
const unprintable = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;
const needsEscape = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]/;

/** Text of one line: as it is where that is safe, else in the quotes that need fewer escapes. */
export function scalarText(text: string): string {
  if ((plain.test(text) && !reserved.test(text)) || amount.test(text)) return text;
  if (!needsEscape.test(text) && count(text, '"') + count(text, "\\") > count(text, "'"))
    return `'${text.replaceAll("'", "''")}'`;
  return JSON.stringify(text).replace(unprintable, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

const count = (text: string, character: string): number => text.split(character).length - 1;

/** Text of several lines, as lines below a mark. */
export interface BlockLines {
  readonly mark: "|" | "|-";
  readonly lines: readonly string[];
}

/**
 * Programs and the like, so that people can read them; nothing for what has one line, or what YAML would not keep byte for byte:
 * carriage returns, other control characters, space at the start, more than one line end at the end.
 */
export function blockLines(text: string): BlockLines | undefined {
  if (!text.includes("\n") || /^\s|\n\n$|[ \t]\n|[ \t]$/.test(text) || needsEscape.test(text.replaceAll(/[\n\t]/g, "")))
    return undefined;
  const endsLine = text.endsWith("\n");
  return { mark: endsLine ? "|" : "|-", lines: (endsLine ? text.slice(0, -1) : text).split("\n") };
}
