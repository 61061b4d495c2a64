import type { ExitCode } from "../exit-codes.ts";
import { stopCommand } from "./stop.ts";

/** Ends a run without its exit handlers. */
export const terminateCommand = (args: readonly string[]): Promise<ExitCode> =>
  stopCommand(["--terminate", ...args], "terminate");
