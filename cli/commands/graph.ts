import type { ExitCode } from "../exit-codes.ts";
export async function graphCommand(_args: readonly string[]): Promise<ExitCode> {
  return 0;
}
