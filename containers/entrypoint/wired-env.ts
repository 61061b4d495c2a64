import { decodeWire } from "../../util/wire-form.ts";

/** What a variable is called that carries another one in its wire form: `PIPEWRIGHT_ENV_REGION`. */
const prefix = "PIPEWRIGHT_ENV_";

/**
 * Sets the author's variables that could not arrive as they are, because Argo and Kubernetes read `{{...}}` and `$(...)` in them: text
 * as it is, everything else as JSON. Before the component's module loads, so that it sees nothing else.
 */
export function unwireEnv(env: NodeJS.ProcessEnv): void {
  for (const [name, wire] of Object.entries(env)) {
    if (!name.startsWith(prefix) || wire === undefined) continue;
    const value = decodeWire(wire);
    env[name.slice(prefix.length)] = typeof value === "string" ? value : JSON.stringify(value);
    delete env[name];
  }
}
