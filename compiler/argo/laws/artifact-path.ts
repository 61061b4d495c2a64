/**
 * What the controller refuses in the path of an artifact: dots that lead upwards. Only a path that, without its dots, is still below what
 * stands before the first of them passes.
 *
 * @example climbsOut("/tmp/x/../in") // => true
 * @example climbsOut("/tmp/x/../x/in") // => false
 */
export function climbsOut(path: string): boolean {
  if (path === ".." || path.startsWith("../") || path.endsWith("/..")) return true;
  const before = path.indexOf("/../");
  return before >= 0 && !cleaned(path).startsWith(path.slice(0, before));
}

/**
 * Whether the check that is made when the template runs takes a path for one with dots: its pattern's dots match any two characters.
 *
 * @example looksLikeClimbing("/tmp//in") // => true
 */
export function looksLikeClimbing(path: string): boolean {
  return !climbsOut(path) && /\/\/..$/.test(path);
}

/** The path without empty steps, `.` and `..`, as Go's path.Clean gives it. */
export function cleaned(path: string): string {
  const steps: string[] = [];
  for (const step of path.split("/")) {
    if (step === "" || step === ".") continue;
    if (step === ".." && steps.length > 0 && steps.at(-1) !== "..") steps.pop();
    else if (step !== ".." || !path.startsWith("/")) steps.push(step);
  }
  const joined = steps.join("/");
  return path.startsWith("/") ? `/${joined}` : joined === "" ? "." : joined;
}
