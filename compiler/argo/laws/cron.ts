interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly words: readonly string[];
}

const fields: readonly Field[] = [
  { name: "minute", min: 0, max: 59, words: [] },
  { name: "hour", min: 0, max: 23, words: [] },
  { name: "day of month", min: 1, max: 31, words: [] },
  { name: "month", min: 1, max: 12, words: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"] },
  { name: "day of week", min: 0, max: 6, words: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] },
];

const descriptors = new Set(["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"]);

/**
 * What robfig/cron, the controller's parser, would not take in an expression.
 * @returns undefined when it is fine
 */
export function cronProblem(expression: string): string | undefined {
  const text = expression;
  if (text !== text.trim()) return "it begins or ends with a space";
  if (text.startsWith("@")) {
    if (descriptors.has(text) || /^@every (\d+(ns|us|µs|ms|s|m|h))+$/.test(text)) return undefined;
    return `"${text}" is no descriptor`;
  }
  const parts = text.split(/\s+/);
  if (parts.length !== fields.length) return `it has ${text === "" ? 0 : parts.length} fields, and there are five`;
  for (const [index, field] of fields.entries()) {
    const problem = parts[index]!.split(",")
      .filter((range) => range !== "")
      .map((range) => rangeProblem(range, field))
      .find((found) => found !== undefined);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function rangeProblem(range: string, field: Field): string | undefined {
  // Whatever follows a star up to its step is not read.
  const [, star, ofStar] = /^([*?])(?:-[^/]*)?(?:\/(\d+))?$/.exec(range) ?? [];
  const [, first, last, ofRange] = /^([A-Za-z0-9]+)(?:-([A-Za-z0-9]+))?(?:\/(\d+))?$/.exec(range) ?? [];
  const step = ofStar ?? ofRange;
  if (star === undefined && first === undefined) return `the ${field.name} "${range}" is no number, range or list`;
  if (step !== undefined && Number(step) === 0) return `the ${field.name} "${range}" has a step of 0`;
  if (first === undefined) return undefined;
  const low = valueIn(first, field);
  const high = last === undefined ? low : valueIn(last, field);
  if (low === undefined || high === undefined) return `the ${field.name} "${range}" is not within ${field.min} and ${field.max}`;
  return low > high ? `the ${field.name} "${range}" goes backwards` : undefined;
}

function valueIn(text: string, field: Field): number | undefined {
  const word = field.words.indexOf(text.toLowerCase());
  const value = word >= 0 ? word + field.min : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= field.min && value <= field.max ? value : undefined;
}
