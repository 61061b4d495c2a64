import { labelKeyProblem, labelValueProblem } from "./kubernetes-names.ts";

interface Token {
  readonly kind: "word" | "(" | ")" | "," | "!" | "=" | "!=" | ">" | "<" | "end";
  readonly text: string;
}

/**
 * What is wrong with a condition of a resource template: it is a Kubernetes label selector, each of whose keys is a path into the object.
 *
 * @returns undefined when it can be read: `status.phase == Succeeded`, `status.phase in (Failed, Error)`, `status.succeeded > 0`
 * @example selectorProblem("data.a => 1") // => '">" stands where a value belongs'
 */
export function selectorProblem(text: string): string | undefined {
  const bad = /&&|\|\||["'[\]#*]/.exec(text)?.[0];
  if (bad === "&&") return "&& is no operator of selectors; terms are joined by commas";
  if (bad === "||") return "|| is no operator of selectors";
  const tokens = tokensOf(text);
  if (tokens.length === 1) return undefined;
  let at = 0;
  for (;;) {
    const term = termProblem(tokens, at);
    if (typeof term === "string") return term;
    at = term;
    const next = tokens[at] as Token;
    if (next.kind === "end") return undefined;
    if (next.kind !== ",") return `${shown(next)} stands where a comma or the end belongs`;
    at += 1;
  }
}

/** Reads one term. @returns where it ends, or what is wrong */
function termProblem(tokens: readonly Token[], start: number): number | string {
  const negated = tokens[start]?.kind === "!";
  const at = negated ? start + 1 : start;
  const key = tokens[at] as Token;
  if (key.kind !== "word") return `${shown(key)} stands where a key belongs`;
  const keyProblem = labelKeyProblem(key.text);
  if (keyProblem !== undefined) return `key "${key.text}": ${keyProblem}`;
  const operator = tokens[at + 1] as Token;
  if (operator.kind === "," || operator.kind === "end") return at + 1;
  if (negated) return `${shown(operator)} stands after "!${key.text}", which is a whole term`;
  if (operator.kind === "word" && (operator.text === "in" || operator.text === "notin")) return listEnd(tokens, at + 2);
  if (!["=", "!=", ">", "<"].includes(operator.kind)) return `${shown(operator)} stands where an operator belongs`;
  return valueEnd(tokens, at + 2, operator.kind);
}

function valueEnd(tokens: readonly Token[], at: number, operator: string): number | string {
  const value = tokens[at] as Token;
  const isEmpty = value.kind === "," || value.kind === "end";
  if (isEmpty && (operator === "=" || operator === "!=")) return at;
  if (value.kind !== "word") return `${shown(value)} stands where a value belongs`;
  if ((operator === ">" || operator === "<") && !/^[-+]?\d+$/.test(value.text))
    return `"${value.text}" after ${operator} is no whole number`;
  const problem = labelValueProblem(value.text);
  return problem === undefined ? at + 1 : `value "${value.text}": ${problem}`;
}

function listEnd(tokens: readonly Token[], start: number): number | string {
  if (tokens[start]?.kind !== "(") return `${shown(tokens[start] as Token)} stands where ( belongs`;
  let at = start + 1;
  for (let wantsComma = false; ; at += 1) {
    const value = tokens[at] as Token;
    if (value.kind === "end") return "the list has no )";
    if (value.kind === ")") return at + 1;
    if (value.kind !== "word" && value.kind !== ",") return `${shown(value)} stands where a value of the list belongs`;
    if (wantsComma && value.kind === "word") return `${shown(value)} stands where a comma or ) belongs`;
    wantsComma = value.kind === "word";
    const problem = wantsComma ? labelValueProblem(value.text) : undefined;
    if (problem !== undefined) return `value "${value.text}": ${problem}`;
  }
}

function tokensOf(text: string): readonly Token[] {
  const found = [...text.matchAll(/\s*(==|!=|[(),!=<>]|[^\s(),!=<>]+)/g)].map(([, token = ""]): Token => {
    if (token === "==") return { kind: "=", text: token };
    const isSign = ["(", ")", ",", "!", "=", "!=", "<", ">"].includes(token);
    return { kind: isSign ? (token as Token["kind"]) : "word", text: token };
  });
  return [...found, { kind: "end", text: "" }];
}

const shown = ({ kind, text }: Token): string => (kind === "end" ? "the end" : `"${text}"`);
