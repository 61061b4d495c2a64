import { evaluateExpression } from "../../compiler/expression/evaluate-expression.ts";
import { ExpressionError } from "../../compiler/expression/expression-error.ts";
import { GoPanic } from "../../compiler/expression/go/go-panic.ts";
import { decodeJson } from "../../compiler/expression/go/json-decode.ts";
import { encodeJson } from "../../compiler/expression/go/json-encode.ts";
import { quote } from "../../compiler/expression/go/quote.ts";
import { parseExpression } from "../../compiler/expression/parse-expression.ts";
import { isNil } from "../../compiler/expression/runtime/equal.ts";
import { lex } from "../../compiler/expression/syntax/lexer.ts";
import type { Value } from "../../compiler/expression/value.ts";
import { isThere, namesIn } from "./expression-names.ts";
import type { Scope } from "./scope.ts";
import { mustResolve, type Strictness } from "./strictness.ts";
import { TemplateError } from "./template-error.ts";

/** Names that come late: an expression with one of them waits for it, though it could do without. */
const LATE = [
  "item",
  "retries",
  "lastRetry.exitCode",
  "lastRetry.status",
  "lastRetry.duration",
  "lastRetry.message",
  "workflow.status",
  "workflow.failures",
];

const FAILED = "failed to evaluate expression";

/**
 * What takes the place of `{{=expression}}` in a JSON text: text as it is, anything else as JSON. The tag itself stays when names
 * are missing that need not be there, and in a pass where nothing has to be resolved also when the expression fails or gives nil.
 *
 * @param tag what stands after `{{=`, escaped as in the JSON text
 */
export function replaceExpressionTag(tag: string, scope: Scope, strictness: Strictness): string {
  const escaped = tag.replaceAll("\\u003c", "<").replaceAll("\\u003e", ">").replaceAll("\\u0026", "&");
  const source = withoutEscapes(escaped);
  const names = namesOrUndefined(source);
  const missing = (names ?? []).filter((name) => !isThere(scope.environment, name));
  const wanted = missing.find((name) => mustResolve(strictness, name));
  if (wanted !== undefined) throw new TemplateError(`${FAILED}: ${wanted} is missing`, true);
  // What can't even be read is an error in any pass.
  const mayStay = names !== undefined && (missing.length > 0 || strictness === "none");
  if (mayStay && LATE.some((name) => mentions(source, name) && !isThere(scope.environment, name))) return `{{=${escaped}}}`;
  return insertion(source, escaped, scope, mayStay);
}

function insertion(source: string, escaped: string, scope: Scope, mayStay: boolean): string {
  let value: Value;
  try {
    value = evaluateExpression(source, scope.environment);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    if (mayStay) return `{{=${escaped}}}`;
    throw new TemplateError(`${FAILED}: ${error.message}`, false, error);
  }
  if (isNil(value)) {
    if (mayStay) return `{{=${escaped}}}`;
    if (value === null) throw new TemplateError(`${FAILED} ${quote(escaped)}`, false);
  }
  try {
    const json = encodeJson(value);
    return json.startsWith('"') && json.length > 1 ? json.slice(1, -1) : quote(json).slice(1, -1);
  } catch (error) {
    if (!(error instanceof GoPanic)) throw error;
    if (mayStay) return `{{=${escaped}}}`;
    throw new TemplateError(`failed to marshal evaluated expression: ${error.message}`, false, error);
  }
}

/** The expression without the escapes of the JSON text around it. */
function withoutEscapes(escaped: string): string {
  try {
    return String(decodeJson(`"${escaped}"`));
  } catch (error) {
    if (!(error instanceof GoPanic)) throw error;
    throw new TemplateError(`failed to unmarshall JSON expression: ${error.message}`, false, error);
  }
}

function namesOrUndefined(source: string): readonly string[] | undefined {
  try {
    return namesIn(parseExpression(source).node);
  } catch (error) {
    if (error instanceof ExpressionError) return undefined;
    throw error;
  }
}

/** Whether the words of a name stand in an expression, one after the other, outside of texts. */
function mentions(source: string, name: string): boolean {
  if (!source.includes(name)) return false;
  const words = tokensOf(source);
  const wanted = tokensOf(name);
  return words.some((_, at) => wanted.every((word, i) => words[at + i] === word));
}

function tokensOf(source: string): readonly string[] {
  try {
    return [...lex(source)].filter((token) => token.kind !== "EOF").map((token) => `${token.kind} ${token.value}`);
  } catch (error) {
    if (error instanceof ExpressionError) return [];
    throw error;
  }
}
