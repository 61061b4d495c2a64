import { join } from "node:path";

/** Where a pod has a component's inputs and outputs; the local runner puts the same tree elsewhere. */
export const podInputs = "/pipewright/in";
export const podOutputs = "/pipewright/out";

/** The environment variable that carries a parameter in its wire form. */
export const parameterVariable = (name: string): string => `PIPEWRIGHT_PARAM_${name}`;

/** The folder with a file per parameter that is too long for a variable; no input is called so. */
export const paramsFolder = (inputs: string): string => join(inputs, ".params");

/** The value of a parameter that names a file inside the image: `pipewright-file:<digest>/<name>`. */
export const fileScheme = "pipewright-file:";

/** The files of an outputs folder. */
export interface OutputLayout {
  readonly parameter: (name: string) => string;
  readonly artifact: (name: string) => string;
  /** Holds `sha256:…` of the artifact, as an output parameter of its own. */
  readonly digest: (name: string) => string;
  /** Holds an `OutputsRecord`. */
  readonly record: string;
  /** Where artifacts are until all of them are whole. */
  readonly staging: string;
}

export function outputLayout(folder: string): OutputLayout {
  return {
    parameter: (name) => join(folder, "parameters", name),
    artifact: (name) => join(folder, "artifacts", name),
    digest: (name) => join(folder, "digests", name),
    record: join(folder, "outputs.json"),
    staging: join(folder, ".staging"),
  };
}

/** What a component left behind, for whoever reads the folder without knowing the component. */
export interface OutputsRecord {
  readonly component: string;
  readonly artifacts: Readonly<Record<string, { readonly type: string; readonly digest: string; readonly bytes: number }>>;
}
