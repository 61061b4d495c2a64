/**
 * What Argo takes as the name of a parameter, an environment variable can carry and TypeScript can write without quotes. `__proto__` is
 * no name in JavaScript: an object that is given it loses what it has.
 */
export const isIdentifier = (name: string): boolean => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && name !== "__proto__";
