import type { InputError } from "../../dsl/run-context.ts";

/** Whose fault a failed step is. */
export type Fault = "component" | "input" | "infrastructure" | "stopped";

/** Exit codes of a component; 64 and 65 are the Argo executor's own, 75 is "try again later" of sysexits.h. */
export const exitCodes: Readonly<Record<Fault, number>> = { component: 1, input: 66, infrastructure: 75, stopped: 143 };

/** Why a step failed, for the termination message and the log. */
export interface StepFailure {
  readonly fault: Fault;
  /** `code: message`, in one line or few; ends up in the node's message. */
  readonly message: string;
  readonly help: string | undefined;
  /** The stack of the component's own error, for the log. */
  readonly stack: string | undefined;
}

/** Codes of the operating system that speak of the machine and not of the component. */
const machineCodes = new Set([
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENOSPC",
  "EDQUOT",
  "EIO",
  "EROFS",
  "EMFILE",
  "ENFILE",
  "ENOMEM",
  "ENETUNREACH",
  "ECONNREFUSED",
  "ETIMEDOUT",
  "EAI_AGAIN",
]);

/** Decides whose fault an error is that came out of a component. */
export function failureOf(error: unknown, signal?: AbortSignal): StepFailure {
  if (signal?.aborted === true)
    return { fault: "stopped", message: "stopped before it was done", help: undefined, stack: undefined };
  // by name, not by class: the component's bundle may carry its own copy of InputError
  if (error instanceof Error && error.name === "InputError" && "code" in error) {
    const { code, help } = error as InputError;
    return { fault: "input", message: `${code}: ${error.message}`, help, stack: undefined };
  }
  const systemCode = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (systemCode !== undefined && machineCodes.has(systemCode)) {
    return { fault: "infrastructure", message: `${systemCode}: ${(error as Error).message}`, help: undefined, stack: undefined };
  }
  if (error instanceof Error) {
    return { fault: "component", message: `${error.name}: ${error.message}`, help: undefined, stack: error.stack };
  }
  return { fault: "component", message: `threw ${String(error)}, which is no Error`, help: undefined, stack: undefined };
}

/** The text that Argo appends to the node's message: whose fault, which mistake, how to mend it. */
export function terminationMessage({ fault, message, help }: StepFailure): string {
  const text = help === undefined ? `${fault}: ${message}` : `${fault}: ${message} ${help}`;
  return text.length <= 2000 ? text : `${text.slice(0, 2000)}…`;
}
