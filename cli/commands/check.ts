import type { ExitCode } from "../exit-codes.ts";
export async function checkCommand(_args: readonly string[]): Promise<ExitCode> {
  return 0;
}
