import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parameterVariable } from "../../containers/entrypoint/layout.ts";
import { decodeWire } from "../../util/wire-form.ts";

const prefix = parameterVariable("");

/** The parameters that a component was given: in variables, and the long ones in files below its inputs; in the order of their names. */
export function podParams(env: Readonly<Record<string, string>>, inputsFolder: string): Readonly<Record<string, unknown>> {
  const folder = join(inputsFolder, ".params");
  const inFiles = existsSync(folder) ? readdirSync(folder) : [];
  const given: readonly (readonly [string, unknown])[] = [
    ...Object.entries(env)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [name.slice(prefix.length), decodeWire(value)] as const),
    ...inFiles.map((name) => [name, decodeWire(readFileSync(join(folder, name), "utf8"))] as const),
  ];
  return Object.fromEntries([...given].sort(([a], [b]) => (a < b ? -1 : 1)));
}
