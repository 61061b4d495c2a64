import { switchSchedule } from "../cluster/schedule-switch.ts";
import type { ExitCode } from "../exit-codes.ts";

/** Nothing starts by the schedule of a pipeline until `unsuspend`. */
export const suspendCommand = (args: readonly string[]): Promise<ExitCode> => switchSchedule("suspend", args);
