import { ANY, type GoType, STRING, STRING_MAP } from "../../expression/go/go-type.ts";

/** What may be named at one place of a manifest. */
export interface Variables {
  /** Go's type of a name; of a name that others begin with, a map. Undefined when nothing is called so. */
  typeOf(name: string): GoType | undefined;
  /** Whether a simple tag may say this name: of those that others begin with, only some. */
  has(name: string): boolean;
  /** All names, for suggestions. */
  names(): readonly string[];
}

export const noVariables: Variables = Object.freeze({ typeOf: () => undefined, has: () => false, names: () => [] });

/**
 * Variables with these names. Below an open name anything may be: the labels of a workflow that is not here, the keys of an item.
 *
 * @param texts names of texts
 * @param values names of other values, such as artifacts
 */
export function variablesOf(texts: readonly string[], open: readonly string[] = [], values: readonly string[] = []): Variables {
  const types = new Map<string, GoType>([
    ...texts.map((name) => [name, STRING] as const),
    ...values.map((name) => [name, ANY] as const),
  ]);
  const prefixes = new Set([...types.keys(), ...open].flatMap(prefixesOf));
  const isOpen = (name: string) => open.some((prefix) => name === prefix || name.startsWith(`${prefix}.`));
  return {
    typeOf: (name) => {
      // A name that others begin with loses its own value.
      if (prefixes.has(name)) return STRING_MAP;
      const known = types.get(name);
      if (known !== undefined) return known;
      return isOpen(name) ? ANY : undefined;
    },
    has: (name) => types.has(name) || isOpen(name),
    names: () => [...types.keys()],
  };
}

/** What any of several has; the first that knows a name says what it is. */
export function joined(...all: readonly Variables[]): Variables {
  return {
    typeOf: (name) => {
      for (const variables of all) {
        const type = variables.typeOf(name);
        if (type !== undefined) return type;
      }
      return undefined;
    },
    has: (name) => all.some((variables) => variables.has(name)),
    names: () => all.flatMap((variables) => variables.names()),
  };
}

/** Variables of which only the form of the name is known. */
export function openNames(isKnown: (name: string) => boolean): Variables {
  return { typeOf: (name) => (isKnown(name) ? ANY : undefined), has: isKnown, names: () => [] };
}

function prefixesOf(name: string): readonly string[] {
  const steps = name.split(".");
  return steps.slice(1).map((_, index) => steps.slice(0, index + 1).join("."));
}
