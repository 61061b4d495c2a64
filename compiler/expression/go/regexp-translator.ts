import { PatternCursor } from "./pattern-cursor.ts";
import { literal, regexpError } from "./regexp-class.ts";
import { readSet, readSetEscape } from "./regexp-set.ts";

interface Flags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly lazy: boolean;
}

const MAX_REPEAT = 1000;

/** Rewrites one pattern of RE2 for JavaScript's `u` mode. */
export class RegexpTranslator {
  readonly #cursor: PatternCursor;
  #flags: Flags = { ignoreCase: false, multiline: false, dotAll: false, lazy: false };

  constructor(pattern: string) {
    this.#cursor = new PatternCursor(pattern);
  }

  translate(): string {
    const out = this.#alternatives();
    if (this.#cursor.peek() === ")") regexpError("unexpected )", this.#cursor.pattern);
    return out;
  }

  /** Up to the group's end. Flags that are set inside end with the group. */
  #alternatives(): string {
    const outer = this.#flags;
    let out = "";
    let closing = "";
    while (!this.#cursor.isAtEnd && this.#cursor.peek() !== ")") {
      if (this.#cursor.peek() === "|") {
        this.#cursor.at += 1;
        // The flags go on in the next alternative: each has its own group for them.
        out += `${closing}|${this.#flags === outer ? "" : this.#openFlags()}`;
        closing = this.#flags === outer ? "" : ")";
        continue;
      }
      const flags = this.#readFlags();
      if (flags === undefined) {
        out += this.#repeated();
        continue;
      }
      this.#flags = flags;
      out += closing + this.#openFlags();
      closing = ")";
    }
    this.#flags = outer;
    return out + closing;
  }

  #openFlags(): string {
    return this.#flags.ignoreCase ? "(?i:" : "(?-i:";
  }

  /** `(?i)`, `(?s-m)`, but not `(?i:`. */
  #readFlags(): Flags | undefined {
    const found = /^\(\?([imsU]*(?:-[imsU]+)?)\)/.exec(this.#cursor.rest());
    if (found === null || found[1] === "") return undefined;
    this.#cursor.at += found[0].length;
    return this.#withFlags(found[1] as string);
  }

  #withFlags(text: string): Flags {
    const [on = "", off = ""] = text.split("-");
    const pick = (letter: string, before: boolean) => (off.includes(letter) ? false : on.includes(letter) || before);
    const { ignoreCase, multiline, dotAll, lazy } = this.#flags;
    return {
      ignoreCase: pick("i", ignoreCase),
      multiline: pick("m", multiline),
      dotAll: pick("s", dotAll),
      lazy: pick("U", lazy),
    };
  }

  #repeated(): string {
    const from = this.#cursor.at;
    if (/^[*+?]$/.test(this.#cursor.peek() ?? ""))
      regexpError("missing argument to repetition operator", this.#cursor.peek() as string);
    if (this.#repeatCount() !== undefined)
      regexpError(
        "missing argument to repetition operator",
        this.#cursor.rest(from, from + 1 + this.#cursor.rest().indexOf("}")),
      );
    const atom = this.#atom();
    const quantifierFrom = this.#cursor.at;
    const quantifier = this.#quantifier();
    if (quantifier === "") return atom;
    const second = this.#cursor.at;
    if (this.#quantifier() !== "")
      regexpError("invalid nested repetition operator", this.#cursor.rest(quantifierFrom, Math.max(this.#cursor.at, second)));
    return atom + quantifier;
  }

  #quantifier(): string {
    const character = this.#cursor.peek() ?? "";
    let quantifier = "";
    if (/^[*+?]$/.test(character)) quantifier = character;
    else quantifier = this.#repeatCount() ?? "";
    if (quantifier === "") return "";
    this.#cursor.at += quantifier.length;
    let lazy = this.#flags.lazy;
    if (this.#cursor.peek() === "?") {
      this.#cursor.at += 1;
      lazy = !lazy;
    }
    return quantifier + (lazy ? "?" : "");
  }

  /** `{2}`, `{2,}`, `{2,5}`; other braces are plain text. */
  #repeatCount(): string | undefined {
    const found = /^\{(\d+)(,(\d*))?\}/.exec(this.#cursor.rest());
    if (found === null) return undefined;
    const [text, low, comma, high] = found;
    const least = Number(low);
    const most = comma === undefined || high === "" ? least : Number(high);
    if (least > MAX_REPEAT || most > MAX_REPEAT || most < least) regexpError("invalid repeat count", text);
    return text;
  }

  #atom(): string {
    const character = this.#cursor.peek() as string;
    if (character === "(") return this.#group();
    if (character === "[") return readSet(this.#cursor);
    if (character === "\\") return this.#escape();
    this.#cursor.at += 1;
    if (character === ".") return this.#flags.dotAll ? "[^]" : "[^\\n]";
    if (character === "^") return this.#flags.multiline ? "(?<![^\\n])" : "^";
    if (character === "$") return this.#flags.multiline ? "(?![^\\n])" : "$";
    return literal(character);
  }

  #group(): string {
    const from = this.#cursor.at;
    this.#cursor.at += 1;
    const flags = this.#flags;
    let open = "(";
    if (this.#cursor.peek() === "?") open = this.#groupKind(from);
    const body = this.#alternatives();
    if (this.#cursor.peek() !== ")") regexpError("missing closing )", this.#cursor.pattern);
    this.#cursor.at += 1;
    this.#flags = flags;
    return `${open}${body})`;
  }

  /** `(?:`, `(?i:`, `(?P<name>`, `(?<name>`. */
  #groupKind(from: number): string {
    const rest = this.#cursor.rest(from);
    const named = /^\(\?P?<(\w+)>/.exec(rest);
    if (named !== null) {
      this.#cursor.at = from + named[0].length;
      return `(?<${named[1]}>`;
    }
    const flagged = /^\(\?([imsU]*(?:-[imsU]+)?):/.exec(rest);
    if (flagged === null)
      return regexpError("invalid or unsupported Perl syntax", /^\(\?(?:<[=!]?|P?.?)/u.exec(rest)?.[0] ?? "(?");
    this.#cursor.at = from + flagged[0].length;
    this.#flags = this.#withFlags(flagged[1] as string);
    return flagged[1] === "" ? "(?:" : this.#openFlags();
  }

  #escape(): string {
    const letter = this.#cursor.peek(1);
    if (letter === undefined) return regexpError("trailing backslash at end of expression", "");
    if (letter === "Q") return this.#quoted();
    if (letter === "A") return this.#skip(2, "(?<![^])");
    if (letter === "z") return this.#skip(2, "(?![^])");
    if (letter === "b" || letter === "B") return this.#skip(2, `\\${letter}`);
    const inside = readSetEscape(this.#cursor);
    return inside.isSet
      ? inside.source.startsWith("\\") && /^\\[pP]/.test(inside.source)
        ? inside.source
        : `[${inside.source}]`
      : inside.source;
  }

  #skip(count: number, out: string): string {
    this.#cursor.at += count;
    return out;
  }

  #quoted(): string {
    const end = this.#cursor.rest().indexOf("\\E", 2);
    const text = end < 0 ? this.#cursor.rest(this.#cursor.at + 2) : this.#cursor.rest().slice(2, end);
    if (end < 0) this.#cursor.toEnd();
    else this.#cursor.at += [...text].length + 4;
    const quoted = [...text].map(literal).join("");
    return [...text].length === 1 ? quoted : `(?:${quoted})`;
  }
}
