const parts = /^[-+]?((\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h))+$/;

/**
 * What Go's time.ParseDuration would not take.
 *
 * @returns undefined when it is fine: `1h30m`, `1.5s`, `0`
 * @example goDurationProblem("1d") // => 'there is no unit "d"'
 */
export function goDurationProblem(text: string): string | undefined {
  if (/^[-+]?0$/.test(text) || parts.test(text)) return undefined;
  if (/^[-+]?(\d+(\.\d*)?|\.\d+)$/.test(text)) return "it has no unit";
  const unit = /(?:\d\.?)\s*([^\d.+-]+)/.exec(text)?.[1];
  if (unit === undefined || !/^[-+.\d]/.test(text)) return "it is no number with a unit";
  return `there is no unit "${unit.trim()}"`;
}

/** The same for fields where Argo reads a number without a unit as seconds. */
export function argoDurationProblem(text: string): string | undefined {
  return /^[-+]?\d+$/.test(text) ? undefined : goDurationProblem(text);
}
