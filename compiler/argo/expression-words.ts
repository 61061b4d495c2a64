/**
 * Words that Argo's expression language takes for operators or values. As the name of a task they break every `depends` about it; as
 * the name of a member they need brackets.
 */
export const expressionWords: ReadonlySet<string> = new Set([
  "if",
  "else",
  "in",
  "not",
  "and",
  "or",
  "let",
  "nil",
  "true",
  "false",
  "matches",
  "contains",
  "startsWith",
  "endsWith",
]);
