import { type ExitCode, exitCode } from "../exit-codes.ts";

export async function doctorCommand(_args: readonly string[]): Promise<ExitCode> {
  return exitCode.fine;
}
