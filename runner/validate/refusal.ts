/** Why a workflow is not run at all, in the words of whoever refuses it. */
export interface Refusal {
  /** The API server, which stores no such object, or the controller, which ends it at its first look. */
  readonly by: "api" | "controller";
  /** What the controller makes of the workflow; of what is never stored, nothing. */
  readonly phase: "Failed" | "Error" | undefined;
  readonly message: string;
}

/** The first problem that is found: all looking stops there, as in the controller. */
export class Refused extends Error {
  override readonly name = "Refused";
}

export function refuse(message: string): never {
  throw new Refused(message);
}

/** Says where the problem is that a check finds: its words follow the prefix. */
export function inside<T>(prefix: string, check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (error instanceof Refused) throw new Refused(`${prefix}${error.message}`);
    throw error;
  }
}
