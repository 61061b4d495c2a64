/** What a schema says of a value, as far as its text goes. */
interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** zod's own words for what is wrong with a value, each with the path inside it: `expected int, received string; at 0: …`. */
export function issuesText(issues: readonly Issue[]): string {
  return issues
    .map(({ path, message }) => (path.length === 0 ? message : `at ${path.map(String).join(".")}: ${message}`))
    .join("; ")
    .replaceAll("Invalid input: ", "");
}
