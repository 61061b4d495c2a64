import { literal, PERL_CLASSES, POSIX_CLASSES, regexpError, unicodeClass } from "./regexp-class.ts";

interface Flags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly lazy: boolean;
}

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = { a: "\\x07", f: "\\f", n: "\\n", r: "\\r", t: "\\t", v: "\\v" };
const MAX_REPEAT = 1000;

/** Rewrites one pattern of RE2 for JavaScript's `u` mode. */
export class RegexpTranslator {
  readonly #pattern: string;
  readonly #characters: readonly string[];
  #at = 0;
  #flags: Flags = { ignoreCase: false, multiline: false, dotAll: false, lazy: false };

  constructor(pattern: string) {
    this.#pattern = pattern;
    this.#characters = [...pattern];
  }

  translate(): string {
    const out = this.#alternatives();
    if (this.#peek() === ")") regexpError("unexpected )", this.#pattern);
    return out;
  }

  #peek(ahead = 0): string | undefined {
    return this.#characters[this.#at + ahead];
  }

  #rest(from = this.#at, to?: number): string {
    return this.#characters.slice(from, to).join("");
  }

  /** Up to the group's end. Flags that are set inside end with the group. */
  #alternatives(): string {
    const outer = this.#flags;
    let out = "";
    let closing = "";
    while (this.#at < this.#characters.length && this.#peek() !== ")") {
      if (this.#peek() === "|") {
        this.#at += 1;
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
    const found = /^\(\?([imsU]*(?:-[imsU]+)?)\)/.exec(this.#rest());
    if (found === null || found[1] === "") return undefined;
    this.#at += found[0].length;
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
    const from = this.#at;
    if (/^[*+?]$/.test(this.#peek() ?? "")) regexpError("missing argument to repetition operator", this.#peek() as string);
    if (this.#repeatCount() !== undefined)
      regexpError("missing argument to repetition operator", this.#rest(from, from + 1 + this.#rest().indexOf("}")));
    const atom = this.#atom();
    const quantifierFrom = this.#at;
    const quantifier = this.#quantifier();
    if (quantifier === "") return atom;
    const second = this.#at;
    if (this.#quantifier() !== "")
      regexpError("invalid nested repetition operator", this.#rest(quantifierFrom, Math.max(this.#at, second)));
    return atom + quantifier;
  }

  #quantifier(): string {
    const character = this.#peek() ?? "";
    let quantifier = "";
    if (/^[*+?]$/.test(character)) quantifier = character;
    else quantifier = this.#repeatCount() ?? "";
    if (quantifier === "") return "";
    this.#at += quantifier.length;
    let lazy = this.#flags.lazy;
    if (this.#peek() === "?") {
      this.#at += 1;
      lazy = !lazy;
    }
    return quantifier + (lazy ? "?" : "");
  }

  /** `{2}`, `{2,}`, `{2,5}`; other braces are plain text. */
  #repeatCount(): string | undefined {
    const found = /^\{(\d+)(,(\d*))?\}/.exec(this.#rest());
    if (found === null) return undefined;
    const [text, low, comma, high] = found;
    const least = Number(low);
    const most = comma === undefined || high === "" ? least : Number(high);
    if (least > MAX_REPEAT || most > MAX_REPEAT || most < least) regexpError("invalid repeat count", text);
    return text;
  }

  #atom(): string {
    const character = this.#peek() as string;
    if (character === "(") return this.#group();
    if (character === "[") return this.#class();
    if (character === "\\") return this.#escape();
    this.#at += 1;
    if (character === ".") return this.#flags.dotAll ? "[^]" : "[^\\n]";
    if (character === "^") return this.#flags.multiline ? "(?<![^\\n])" : "^";
    if (character === "$") return this.#flags.multiline ? "(?![^\\n])" : "$";
    return literal(character);
  }

  #group(): string {
    const from = this.#at;
    this.#at += 1;
    const flags = this.#flags;
    let open = "(";
    if (this.#peek() === "?") open = this.#groupKind(from);
    const body = this.#alternatives();
    if (this.#peek() !== ")") regexpError("missing closing )", this.#pattern);
    this.#at += 1;
    this.#flags = flags;
    return `${open}${body})`;
  }

  /** `(?:`, `(?i:`, `(?P<name>`, `(?<name>`. */
  #groupKind(from: number): string {
    const rest = this.#rest(from);
    const named = /^\(\?P?<(\w+)>/.exec(rest);
    if (named !== null) {
      this.#at = from + named[0].length;
      return `(?<${named[1]}>`;
    }
    const flagged = /^\(\?([imsU]*(?:-[imsU]+)?):/.exec(rest);
    if (flagged === null)
      return regexpError("invalid or unsupported Perl syntax", /^\(\?(?:<[=!]?|P?.?)/u.exec(rest)?.[0] ?? "(?");
    this.#at = from + flagged[0].length;
    this.#flags = this.#withFlags(flagged[1] as string);
    return flagged[1] === "" ? "(?:" : this.#openFlags();
  }

  #escape(): string {
    const letter = this.#peek(1);
    if (letter === undefined) return regexpError("trailing backslash at end of expression", "");
    if (letter === "Q") return this.#quoted();
    if (letter === "A") return this.#skip(2, "(?<![^])");
    if (letter === "z") return this.#skip(2, "(?![^])");
    if (letter === "b" || letter === "B") return this.#skip(2, `\\${letter}`);
    const inside = this.#classEscape();
    return inside.isSet
      ? inside.source.startsWith("\\") && /^\\[pP]/.test(inside.source)
        ? inside.source
        : `[${inside.source}]`
      : inside.source;
  }

  #skip(count: number, out: string): string {
    this.#at += count;
    return out;
  }

  #quoted(): string {
    const end = this.#rest().indexOf("\\E", 2);
    const text = end < 0 ? this.#rest(this.#at + 2) : this.#rest().slice(2, end);
    this.#at = end < 0 ? this.#characters.length : this.#at + [...text].length + 4;
    const quoted = [...text].map(literal).join("");
    return [...text].length === 1 ? quoted : `(?:${quoted})`;
  }

  /** An escape that may stand in a class as well. */
  #classEscape(): { readonly source: string; readonly isSet: boolean } {
    const from = this.#at;
    const letter = this.#peek(1);
    this.#at += 2;
    if (letter === undefined) return regexpError("trailing backslash at end of expression", "");
    const perl = PERL_CLASSES[letter.toLowerCase()];
    if (perl !== undefined)
      return { source: letter === letter.toLowerCase() ? perl : complement(letter.toLowerCase()), isSet: true };
    if (letter === "p" || letter === "P") return { source: this.#unicode(from, letter === "P"), isSet: true };
    const simple = SIMPLE_ESCAPES[letter];
    if (simple !== undefined) return { source: simple, isSet: false };
    if (letter === "x") return { source: this.#hex(from), isSet: false };
    const octal = /^(?:0[0-7]{0,2}|[1-7][0-7]{1,2})/.exec(this.#rest(from + 1));
    if (octal !== null) {
      this.#at = from + 1 + octal[0].length;
      return { source: codePoint(Number.parseInt(octal[0], 8)), isSet: false };
    }
    if (/[A-Za-z0-9]/.test(letter) || letter > "\x7f") regexpError("invalid escape sequence", `\\${letter}`);
    return { source: literal(letter), isSet: false };
  }

  #unicode(from: number, negated: boolean): string {
    const found = /^\\[pP](?:\{([^}]*)\}|(.))/su.exec(this.#rest(from));
    const name = found?.[1] ?? found?.[2];
    if (found === null || name === undefined) return regexpError("invalid character class range", this.#rest(from));
    this.#at = from + [...found[0]].length;
    return unicodeClass(name, negated) ?? regexpError("invalid character class range", found[0]);
  }

  #hex(from: number): string {
    const found = /^\\x(?:\{([0-9A-Fa-f]+)\}|([0-9A-Fa-f]{2}))/.exec(this.#rest(from));
    const point = Number.parseInt(found?.[1] ?? found?.[2] ?? "", 16);
    if (found === null || !(point <= 0x10ffff))
      return regexpError("invalid escape sequence", /^\\x\{?[0-9A-Fa-f]*.?/su.exec(this.#rest(from))?.[0] ?? "\\x");
    this.#at = from + found[0].length;
    return codePoint(point);
  }

  #class(): string {
    const from = this.#at;
    this.#at += 1;
    let negated = false;
    if (this.#peek() === "^") {
      negated = true;
      this.#at += 1;
    }
    let out = "";
    for (let first = true; first || this.#peek() !== "]"; first = false) {
      if (this.#peek() === undefined) regexpError("missing closing ]", this.#rest(from));
      out += this.#classItem(from);
    }
    this.#at += 1;
    return `[${negated ? "^" : ""}${out}]`;
  }

  #classItem(from: number): string {
    const posix = /^\[:(\^?)(\w+):\]/.exec(this.#rest());
    if (posix !== null) {
      const set = POSIX_CLASSES[posix[2] as string];
      if (set === undefined) return regexpError("invalid character class range", posix[0]);
      this.#at += posix[0].length;
      return posix[1] === "" ? set : complementOf(set);
    }
    const start = this.#at;
    const low = this.#classCharacter(from);
    if (low.isSet || this.#peek() !== "-" || this.#peek(1) === "]" || this.#peek(1) === undefined) return low.source;
    this.#at += 1;
    const high = this.#classCharacter(from);
    if (high.isSet || pointOf(low.source) > pointOf(high.source))
      return regexpError("invalid character class range", this.#rest(start, this.#at));
    return `${low.source}-${high.source}`;
  }

  #classCharacter(from: number): { readonly source: string; readonly isSet: boolean } {
    const character = this.#peek();
    if (character === undefined) return regexpError("missing closing ]", this.#rest(from));
    if (character === "\\") return this.#classEscape();
    this.#at += 1;
    return { source: literal(character), isSet: false };
  }
}

/** `\D`, `\S`, `\W` as they may stand inside a class. */
function complement(letter: string): string {
  return complementOf(PERL_CLASSES[letter] as string);
}

/** All characters but those of an ASCII set, as ranges. */
function complementOf(set: string): string {
  const inSet = new RegExp(`[${set}]`, "u");
  let out = "";
  let from: number | undefined;
  for (let point = 0; point <= 0x80; point++) {
    const outside = point === 0x80 || !inSet.test(String.fromCharCode(point));
    if (outside && from === undefined) from = point;
    if (!outside && from !== undefined) {
      out += `${codePoint(from)}-${codePoint(point - 1)}`;
      from = undefined;
    }
  }
  return `${out}${codePoint(from ?? 0x80)}-\\u{10ffff}`;
}

function codePoint(point: number): string {
  return `\\u{${point.toString(16)}}`;
}

/** The character that one item of a class stands for. */
function pointOf(source: string): number {
  const braced = /^\\u\{([0-9a-f]+)\}$/.exec(source)?.[1] ?? /^\\x([0-9a-f]{2})$/.exec(source)?.[1];
  if (braced !== undefined) return Number.parseInt(braced, 16);
  const control: Readonly<Record<string, number>> = { "\\f": 12, "\\n": 10, "\\r": 13, "\\t": 9, "\\v": 11 };
  return control[source] ?? (source.replace(/^\\(?=.)/u, "").codePointAt(0) as number);
}
