import { keyProblem, valueProblems } from "./label-problems.ts";
import { lookUp } from "./look-up.ts";
import { type SelectorToken, selectorTokens } from "./selector-tokens.ts";

/** One term of a condition. */
export interface Requirement {
  /** A path into the object. */
  readonly key: string;
  /** As Kubernetes prints it: `>` is `gt`. */
  readonly operator: "in" | "notin" | "=" | "==" | "!=" | "gt" | "lt" | "exists" | "!";
  /** Sorted, each once. */
  readonly values: readonly string[];
}

/**
 * Reads the condition of a resource template: a label selector of Kubernetes, whose keys are paths into the object. Its terms are sorted by key.
 *
 * @throws Error in the words of Kubernetes' own reader
 * @example readCondition("status.phase in (Failed, Error)") // => [{ key: "status.phase", operator: "in", values: ["Error", "Failed"] }]
 */
export function readCondition(text: string): readonly Requirement[] {
  return new Reader(selectorTokens(text))
    .all()
    .toSorted((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0));
}

/** Whether an object, as JSON, meets a term. A term that forbids something is met by an object that lacks it. */
export function meets(object: unknown, { key, operator, values }: Requirement): boolean {
  const found = lookUp(object, key);
  const isOne = found !== undefined && values.includes(found);
  switch (operator) {
    case "in":
    case "=":
    case "==":
      return isOne;
    case "notin":
    case "!=":
      return !isOne;
    case "exists":
      return found !== undefined;
    case "!":
      return found === undefined;
    case "gt":
    case "lt":
      return found !== undefined && compares(found, operator, values[0] ?? "");
  }
}

/** A term as Go prints it, which is how Argo's messages show one: `{data.a == [2]}` */
export const shownRequirement = ({ key, operator, values }: Requirement): string => `{${key} ${operator} [${values.join(" ")}]}`;

const wholeNumber = /^[-+]?\d+$/;

/** What Go reads as a whole number of 64 bits. */
const isInt64 = (text: string): boolean =>
  wholeNumber.test(text) && BigInt.asIntN(64, BigInt(plain(text))) === BigInt(plain(text));

const compares = (found: string, operator: "gt" | "lt", wanted: string): boolean =>
  isInt64(found) &&
  (operator === "gt" ? BigInt(plain(found)) > BigInt(plain(wanted)) : BigInt(plain(found)) < BigInt(plain(wanted)));

/** BigInt reads no plus. */
const plain = (text: string): string => text.replace(/^\+/, "");

const operators: Readonly<Record<string, Requirement["operator"]>> = {
  in: "in",
  notin: "notin",
  "=": "=",
  "==": "==",
  "!=": "!=",
  ">": "gt",
  "<": "lt",
};

class Reader {
  readonly #tokens: readonly SelectorToken[];
  #at = 0;

  constructor(tokens: readonly SelectorToken[]) {
    this.#tokens = tokens;
  }

  all(): readonly Requirement[] {
    const read: Requirement[] = [];
    for (;;) {
      const next = this.#peek();
      if (next.kind === "end") return read;
      if (!beginsTerm(next)) throw new Error(`found '${next.text}', expected: !, identifier, or 'end of string'`);
      read.push(this.#requirement());
      const after = this.#take();
      if (after.kind === "end") return read;
      if (after.kind !== ",") throw new Error(`found '${after.text}', expected: ',' or 'end of string'`);
      const begin = this.#peek();
      if (!beginsTerm(begin)) throw new Error(`found '${begin.text}', expected: identifier after ','`);
    }
  }

  #requirement(): Requirement {
    try {
      return checked(this.#term());
    } catch (error) {
      throw new Error(`unable to parse requirement: ${(error as Error).message}`);
    }
  }

  #term(): Requirement {
    let token = this.#take();
    const isNegated = token.kind === "!";
    if (isNegated) token = this.#take();
    if (!isWord(token)) throw new Error(`found '${token.text}', expected: identifier`);
    const key = token.text;
    const problem = keyProblem(key);
    if (problem !== undefined) throw new Error(`<nil>: Invalid value: ${JSON.stringify(key)}: ${problem}`);
    const next = this.#peek();
    if (isNegated) return { key, operator: "!", values: [] };
    if (next.kind === "end" || next.kind === ",") return { key, operator: "exists", values: [] };
    const sign = this.#take();
    const operator = sign.kind === "word" ? undefined : operators[sign.kind];
    if (operator === undefined) throw new Error(`found '${sign.text}', expected: in, notin, =, ==, !=, gt, lt`);
    const values = operator === "in" || operator === "notin" ? this.#list() : this.#value();
    return { key, operator, values: [...new Set(values)].sort() };
  }

  #value(): readonly string[] {
    const next = this.#peek();
    if (next.kind === "end" || next.kind === ",") return [""];
    this.#take();
    if (!isWord(next)) throw new Error(`found '${next.text}', expected: identifier`);
    return [next.text];
  }

  #list(): readonly string[] {
    const open = this.#take();
    if (open.kind !== "(") throw new Error(`found '${open.text}' expected: '('`);
    const first = this.#peek();
    if (first.kind === ")") {
      this.#take();
      return [""];
    }
    if (!isWord(first) && first.kind !== ",") throw new Error(`found '${first.text}', expected: ',', ')' or identifier`);
    const values: string[] = [];
    for (;;) {
      const token = this.#take();
      const next = this.#peek();
      if (isWord(token)) {
        values.push(token.text);
        if (next.kind === ")") break;
        if (next.kind !== ",") throw new Error(`found '${next.text}', expected: ',' or ')'`);
      } else if (token.kind === ",") {
        if (values.length === 0) values.push("");
        if (next.kind === ")" || next.kind === ",") values.push("");
        if (next.kind === ")") break;
      } else throw new Error(`found '${token.text}', expected: ',', or identifier`);
    }
    this.#take();
    return values;
  }

  #peek(): SelectorToken {
    return this.#tokens[this.#at] ?? { kind: "end", text: "" };
  }

  #take(): SelectorToken {
    const token = this.#peek();
    this.#at += 1;
    return token;
  }
}

/** `in` and `notin` are names, too, where a name belongs. */
const isWord = ({ kind }: SelectorToken): boolean => kind === "word" || kind === "in" || kind === "notin";

const beginsTerm = (token: SelectorToken): boolean => isWord(token) || token.kind === "!";

function checked(read: Requirement): Requirement {
  const { key, operator, values } = read;
  const problems = values.flatMap((value, at) => {
    if ((operator === "gt" || operator === "lt") && !isInt64(value))
      return [`values[${at}]: Invalid value: ${JSON.stringify(value)}: for 'Gt', 'Lt' operators, the value must be an integer`];
    return [];
  });
  values.forEach((value, at) => {
    for (const problem of valueProblems(value))
      problems.push(`values[${at}][${key}]: Invalid value: ${JSON.stringify(value)}: ${problem}`);
  });
  if (problems.length > 0) throw new Error(problems.length === 1 ? problems[0] : `[${problems.join(", ")}]`);
  return read;
}
