interface Field {
  readonly min: number;
  readonly max: number;
  readonly names: readonly string[];
}

const fields: readonly Field[] = [
  { min: 0, max: 59, names: [] },
  { min: 0, max: 23, names: [] },
  { min: 1, max: 31, names: [] },
  { min: 1, max: 12, names: "jan feb mar apr may jun jul aug sep oct nov dec".split(" ") },
  { min: 0, max: 6, names: "sun mon tue wed thu fri sat".split(" ") },
];

const descriptors: ReadonlySet<string> = new Set("@yearly @annually @monthly @weekly @daily @midnight @hourly".split(" "));

/**
 * Why the controller's reader of schedules, robfig/cron, does not take one, in its words.
 *
 * @example cronScheduleProblem("0 0 1 1 7") // => "end of range (7) above maximum (6): 7"
 */
export function cronScheduleProblem(schedule: string): string | undefined {
  if (schedule === "") return "empty spec string";
  // The API server lets no other `@every` pass than one with whole numbers and known units.
  if (schedule.startsWith("@"))
    return descriptors.has(schedule) || schedule.startsWith("@every ") ? undefined : `unrecognized descriptor: ${schedule}`;
  const parts = schedule.split(/\s+/).filter((part) => part !== "");
  if (parts.length !== fields.length) return `expected exactly 5 fields, found ${parts.length}: [${parts.join(" ")}]`;
  for (const [index, field] of fields.entries())
    for (const range of (parts[index] ?? "").split(",").filter((one) => one !== "")) {
      const problem = rangeProblem(range, field);
      if (problem !== undefined) return problem;
    }
  return undefined;
}

function rangeProblem(range: string, field: Field): string | undefined {
  const [span = "", stepText, ...slashes] = range.split("/");
  const [first = "", last, ...hyphens] = span.split("-");
  const isAny = first === "*" || first === "?";
  const start = isAny ? field.min : numberOf(first, field.names);
  if (typeof start === "string") return start;
  if (!isAny && hyphens.length > 0) return `too many hyphens: ${range}`;
  const end = isAny ? field.max : last === undefined ? start : numberOf(last, field.names);
  if (typeof end === "string") return end;
  const step = stepText === undefined ? 1 : numberOf(stepText, []);
  if (typeof step === "string") return step;
  if (slashes.length > 0) return `too many slashes: ${range}`;
  const reached = stepText !== undefined && last === undefined ? field.max : end;
  if (start < field.min) return `beginning of range (${start}) below minimum (${field.min}): ${range}`;
  if (reached > field.max) return `end of range (${reached}) above maximum (${field.max}): ${range}`;
  if (start > reached) return `beginning of range (${start}) beyond end of range (${reached}): ${range}`;
  return step === 0 ? `step of range should be a positive number: ${range}` : undefined;
}

/** The number that a text says, by a name or as it is; a text is what is wrong with it. */
function numberOf(text: string, names: readonly string[]): number | string {
  const named = names.indexOf(text.toLowerCase());
  if (named >= 0) return names.length === 12 ? named + 1 : named;
  if (!/^[-+]?\d+$/.test(text))
    return `failed to parse int from ${text}: strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`;
  return Number(text) < 0 ? `negative number (${Number(text)}) not allowed: ${text}` : Number(text);
}
