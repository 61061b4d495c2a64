import type { ExitCode } from "../exit-codes.ts";
export async function runCommand(_args: readonly string[]): Promise<ExitCode> {
  return 0;
}
