import { type Json, type JsonRecord, listOf, type Path, recordOf, textOf } from "../../argo/yaml/json.ts";

/** A named parameter or artifact: an input, an output, an argument. */
export interface Port {
  readonly name: string | undefined;
  readonly body: JsonRecord;
  readonly path: Path;
}

export interface Ports {
  readonly parameters: readonly Port[];
  readonly artifacts: readonly Port[];
}

/** The parameters and artifacts of inputs, outputs or arguments. */
export function portsOf(value: Json | undefined, path: Path): Ports {
  const of = (kind: "parameters" | "artifacts") =>
    listOf(recordOf(value)[kind]).map((item, index): Port => {
      const body = recordOf(item);
      return { name: textOf(body["name"]), body, path: [...path, kind, index] };
    });
  return { parameters: of("parameters"), artifacts: of("artifacts") };
}
