import { argoEnvironment } from "../../compiler/expression/argo-environment.ts";
import type { MapValue, Value } from "../../compiler/expression/value.ts";

/** What tags may name. */
export interface Scope {
  /** By the whole name, `inputs.parameters.x`. null is an output that is absent. Simple tags take text only. */
  readonly values: ReadonlyMap<string, Value>;
  /** The same for `{{= }}`, with names taken apart at their dots and with Argo's functions. */
  readonly environment: MapValue;
}

/**
 * A scope of these names. A name that others begin with (`item` beside `item.name`) is there for simple tags only.
 *
 * @example createScope({ "inputs.parameters.x": "1", "tasks.a.outputs.parameters.p": null })
 */
export function createScope(values: ReadonlyMap<string, Value> | Readonly<Record<string, Value>>): Scope {
  const names = isMap(values) ? values : new Map(Object.entries(values));
  let environment: MapValue | undefined; // made for the first expression: most texts have none
  return Object.freeze({
    values: names,
    get environment() {
      environment ??= argoEnvironment(new Map(names));
      return environment;
    },
  });
}

const isMap = (values: ReadonlyMap<string, Value> | Readonly<Record<string, Value>>): values is ReadonlyMap<string, Value> =>
  typeof values.get === "function";
