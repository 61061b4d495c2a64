import type { AnyComponent, AnyComponentSpec } from "../../dsl/component.ts";
import type { Logger } from "../../dsl/run-context.ts";
import { findInputs } from "./find-inputs.ts";
import type { OutputsRecord } from "./layout.ts";
import { checkParams } from "./read-params.ts";
import { OutputError, prepareOutputs, writeOutputs } from "./write-outputs.ts";

/** Everything a component needs to run once. */
export interface Execution {
  readonly component: AnyComponent;
  readonly params: Readonly<Record<string, unknown>>;
  readonly inputsFolder: string;
  readonly outputsFolder: string;
  readonly log: Logger;
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly progress: (done: number, total: number) => void;
}

type Work = (context: object) => unknown;

/**
 * Runs a component once: checks what goes in, calls its `run`, checks what comes out, and puts the outputs in place.
 * @throws InputError for what it was given, OutputError for what it gave, and whatever its `run` throws
 */
export async function execute({ component, inputsFolder, outputsFolder, ...rest }: Execution): Promise<OutputsRecord> {
  const { spec } = component;
  const context = Object.freeze({
    ...rest,
    params: checkParams(spec, rest.params),
    inputs: await findInputs(spec, inputsFolder),
    outputs: await prepareOutputs(spec, outputsFolder),
  });
  const returned = await callRun(spec, context);
  rest.signal.throwIfAborted();
  return await writeOutputs(spec, returned, outputsFolder);
}

/** Calls `run`; one that gives a module, `() => import(...)`, has its work there under the same name. */
async function callRun(spec: AnyComponentSpec, context: object): Promise<unknown> {
  const returned = await (spec.run as Work)(context);
  if (typeof returned !== "object" || returned === null) return returned;
  const { run } = returned as { readonly run?: unknown };
  if (typeof run === "function") return await (run as Work)(context);
  if (Symbol.toStringTag in returned) throw new OutputError(`the module of "${spec.name}" exports no function "run"`);
  return returned;
}
