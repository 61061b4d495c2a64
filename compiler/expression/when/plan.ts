import { compileRegexp } from "../go/regexp.ts";
import { reorder } from "./reorder.ts";
import { ACCESS, LITERAL, PARENTHESES, type Stage, type StageValue } from "./stage.ts";
import { showTokenValue, type Token, type TokenKind } from "./token.ts";
import { fail } from "./when-error.ts";

/** Tokens under way, with govaluate's habit to step back once too often at the end: levels above then see the last token again. */
class Tokens {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get current(): Token | undefined {
    return this.#tokens[this.#at];
  }

  next(): Token {
    const token = this.#tokens[this.#at];
    if (token === undefined) return fail(`runtime error: index out of range [${this.#at}] with length ${this.#tokens.length}`);
    this.#at += 1;
    return token;
  }

  rewind(): void {
    this.#at -= 1;
  }
}

type Planner = (tokens: Tokens) => Stage | undefined;

/** The right side of a regular expression is compiled once. @throws WhenError */
export function compilePatterns(tokens: readonly Token[]): readonly Token[] {
  return tokens.map((token, i) => {
    const before = tokens[i - 1];
    if (token.kind !== "STRING" || before?.kind !== "COMPARATOR" || (before.value !== "=~" && before.value !== "!~"))
      return token;
    const source = String(token.value);
    return { kind: "PATTERN", value: { source, regexp: compileRegexp(source) } };
  });
}

/** The stages of a condition whose syntax is right. */
export function plan(tokens: readonly Token[]): Stage | undefined {
  const stage = tokens.length === 0 ? undefined : planSeparator(new Tokens(tokens));
  if (stage !== undefined) reorder(stage);
  return stage;
}

/** Operators of one strength; those on the right are planned first, and put right afterwards. */
function level(kind: TokenKind, symbols: readonly string[], tighter: Planner): Planner {
  const planner: Planner = (tokens) => {
    const left = tighter(tokens);
    const { current } = tokens;
    if (current !== undefined) {
      tokens.next();
      if (current.kind === kind && symbols.includes(String(current.value)))
        return { action: { operator: String(current.value) }, left, right: planner(tokens) };
    }
    tokens.rewind();
    return left;
  };
  return planner;
}

const planExponential = level("MODIFIER", ["**"], planAccessor);
const planMultiplicative = level("MODIFIER", ["*", "/", "%"], planExponential);
const planAdditive = level("MODIFIER", ["+", "-"], planMultiplicative);
const planShift = level("MODIFIER", [">>", "<<"], planAdditive);
const planBitwise = level("MODIFIER", ["^", "&", "|"], planShift);
const planComparator = level("COMPARATOR", ["==", "!=", ">", ">=", "<", "<=", "=~", "!~", "in"], planBitwise);
const planAnd = level("LOGICALOP", ["&&"], planComparator);
const planOr = level("LOGICALOP", ["||"], planAnd);
const planTernary = level("TERNARY", ["?", ":", "??"], planOr);
const planSeparator = level("SEPARATOR", [","], planTernary);

/** A way to a field, with the arguments of a call when a parenthesis follows; any other value. */
function planAccessor(tokens: Tokens): Stage | undefined {
  if (tokens.current === undefined) return undefined;
  const token = tokens.next();
  if (token.kind !== "ACCESSOR") {
    tokens.rewind();
    return planValue(tokens);
  }
  const right = tokens.current?.kind === "CLAUSE" ? planSeparator(tokens) : undefined;
  const [field = ""] = token.value as readonly string[];
  return { action: { operator: ACCESS, field }, left: undefined, right };
}

function planValue(tokens: Tokens): Stage | undefined {
  const token = tokens.next();
  switch (token.kind) {
    case "CLAUSE": {
      const right = tokens.current === undefined ? undefined : planSeparator(tokens);
      tokens.next();
      return { action: { operator: PARENTHESES }, left: undefined, right };
    }
    case "CLAUSE_CLOSE":
      tokens.rewind();
      return undefined;
    case "PREFIX":
      return { action: { operator: `prefix ${token.value}` }, left: undefined, right: planAccessor(tokens) };
    case "NUMERIC":
    case "STRING":
    case "PATTERN":
    case "BOOLEAN":
      return { action: { operator: LITERAL, literal: token.value as StageValue }, left: undefined, right: undefined };
    case "TIME":
      return { action: { operator: LITERAL, literal: seconds(token) }, left: undefined, right: undefined };
    default:
      return fail(`Unable to plan token kind: '${token.kind}', value: '${showTokenValue(token)}'`);
  }
}

/** Times are compared by whole seconds. */
function seconds({ value }: Token): number {
  if (typeof value !== "object" || !("nanoseconds" in value)) return 0;
  return Math.floor(Number(value.nanoseconds / 1_000_000n) / 1000);
}
