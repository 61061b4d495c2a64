import { switchSchedule } from "../cluster/schedule-switch.ts";
import type { ExitCode } from "../exit-codes.ts";

/** The schedule of a pipeline goes on. */
export const unsuspendCommand = (args: readonly string[]): Promise<ExitCode> => switchSchedule("unsuspend", args);
