const most = 60;

/** What a value is, as a sentence says it: `the number 5`, `a list`, `the text "x"`. */
export function foundWords(value: unknown): string {
  switch (typeof value) {
    case "string":
      return value === "" ? "empty text" : `the text ${shortened(value)}`;
    case "number":
    case "bigint":
      return `the number ${value}`;
    case "boolean":
      return `the boolean ${value}`;
    case "object":
      if (value === null) return "null";
      return Array.isArray(value) ? "a list" : "an object";
    default:
      return "nothing";
  }
}

/** A text in quotes, its end left out when it is long. */
export function shortened(text: string): string {
  const points = [...text];
  return points.length <= most ? JSON.stringify(text) : `${JSON.stringify(points.slice(0, most - 1).join(""))}…`;
}
