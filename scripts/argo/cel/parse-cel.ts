import type { CelNode } from "./cel-node.ts";

/** Binary operators, from loose to tight. */
const levels = [["||"], ["&&"], ["==", "!=", "<=", ">=", "<", ">"], ["+"]] as const;
const token = /\s*(?:([0-9]+)|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([A-Za-z_]\w*)|(\|\||&&|==|!=|<=|>=|[<>+!?:.,()]))/y;

interface Token {
  readonly kind: "number" | "text" | "name" | "sign";
  readonly text: string;
}

/**
 * Reads a rule of a CRD. What a rule of Argo does not use is refused, so that no rule is ever half understood.
 *
 * @throws Error with the rule and the place
 */
export function parseCel(rule: string): CelNode {
  const tokens = tokensOf(rule);
  let at = 0;
  const next = (): Token | undefined => tokens[at];
  const fail = (): never => {
    throw new Error(`CEL: ${JSON.stringify(rule)}: "${next()?.text ?? "the end"}" was not expected`);
  };
  const take = (sign: string): boolean => {
    if (next()?.kind !== "sign" || next()?.text !== sign) return false;
    at += 1;
    return true;
  };
  const want = (sign: string): void => {
    if (!take(sign)) fail();
  };

  function choice(): CelNode {
    const test = operator(0);
    if (!take("?")) return test;
    const yes = choice();
    want(":");
    return { kind: "choice", test, yes, no: choice() };
  }

  function operator(level: number): CelNode {
    const signs = levels[level];
    if (signs === undefined) return prefixed();
    let left = operator(level + 1);
    for (;;) {
      const sign = signs.find((one) => take(one));
      if (sign === undefined) return left;
      left = { kind: "operator", sign, left, right: operator(level + 1) };
    }
  }

  function prefixed(): CelNode {
    return take("!") ? { kind: "not", of: prefixed() } : members();
  }

  function members(): CelNode {
    let node = primary();
    while (take(".")) {
      const name = word();
      node = take("(") ? { kind: "call", of: node, name, args: args() } : { kind: "member", of: node, field: name };
    }
    return node;
  }

  function primary(): CelNode {
    if (take("(")) {
      const inside = choice();
      want(")");
      return inside;
    }
    const found = next() ?? fail();
    at += 1;
    if (found.kind === "number") return { kind: "number", value: Number(found.text) };
    if (found.kind === "text") return { kind: "text", value: found.text };
    if (found.kind !== "name") {
      at -= 1;
      return fail();
    }
    return take("(") ? { kind: "call", of: undefined, name: found.text, args: args() } : { kind: "name", name: found.text };
  }

  function args(): readonly CelNode[] {
    if (take(")")) return [];
    const all = [choice()];
    while (take(",")) all.push(choice());
    want(")");
    return all;
  }

  function word(): string {
    const found = next();
    if (found?.kind !== "name") return fail();
    at += 1;
    return found.text;
  }

  const node = choice();
  return next() === undefined ? node : fail();
}

function tokensOf(rule: string): readonly Token[] {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < rule.trimEnd().length) {
    const from = token.lastIndex;
    const found = token.exec(rule);
    if (found === null) throw new Error(`CEL: ${JSON.stringify(rule)}: "${rule.slice(from, from + 10)}" is not known`);
    const [, number, single, double, name, sign] = found;
    const quoted = single ?? double;
    if (quoted?.includes("\\")) throw new Error(`CEL: ${JSON.stringify(rule)}: escapes in text are not known`);
    if (number !== undefined) tokens.push({ kind: "number", text: number });
    else if (quoted !== undefined) tokens.push({ kind: "text", text: quoted });
    else if (name !== undefined) tokens.push({ kind: "name", text: name });
    else tokens.push({ kind: "sign", text: sign ?? "" });
  }
  return tokens;
}
