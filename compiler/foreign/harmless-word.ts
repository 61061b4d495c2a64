/**
 * A word that is a word to every reader: no tag of Argo's, no expansion of Kubernetes', nothing that a shell, YAML in double quotes or
 * JSON would take for its own, and no option of a program, which begins with a hyphen. Read by JavaScript and by Go's RE2 alike, and itself
 * harmless between single quotes of an expression.
 */
export const harmlessWordPattern = "^[A-Za-z0-9_./:@+,=%~][A-Za-z0-9_./:@+,=%~-]*$";

const harmlessWord = new RegExp(harmlessWordPattern);

export const isHarmlessWord = (text: string): boolean => harmlessWord.test(text);
