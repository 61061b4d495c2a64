/** A text among options, with the way to it. */
export interface FoundText {
  readonly path: string;
  readonly text: string;
}

/** Every text in a value, keys of records too: `labels.team`, `sidecars[0].image`. */
export function* textsIn(value: unknown, path: string): Generator<FoundText> {
  if (typeof value === "string") yield { path, text: value };
  else if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* textsIn(item, `${path}[${index}]`);
  else if (isPlain(value)) {
    for (const [key, member] of Object.entries(value)) {
      const inside = /^[A-Za-z_]\w*$/.test(key) ? `${path}${path === "" ? "" : "."}${key}` : `${path}["${key}"]`;
      if (key.includes("{{")) yield { path: inside, text: key };
      yield* textsIn(member, inside);
    }
  }
}

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null;
