export const PREFIXES: ReadonlySet<string> = new Set(["-", "!", "~"]);
export const MODIFIERS: ReadonlySet<string> = new Set(["+", "-", "*", "/", "%", "**", "&", "|", "^", ">>", "<<"]);
export const LOGICAL: ReadonlySet<string> = new Set(["&&", "||"]);
export const COMPARATORS: ReadonlySet<string> = new Set(["==", "!=", ">", ">=", "<", "<=", "=~", "!~", "in"]);
export const TERNARIES: ReadonlySet<string> = new Set(["?", ":", "??"]);

/** As govaluate's messages write an operator: `==` is shown as `=`. */
export function showOperator(operator: string): string {
  return operator === "==" ? "=" : operator;
}
