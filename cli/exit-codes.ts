/**
 * What the process ends with: 0 fine; 1 a problem in the pipeline, or a failed run; 2 wrong usage; 3 a manifest that `compile --diff` would
 * change, which is neither a success nor a mistake; 130 stopped by Ctrl-C.
 */
export const exitCode = { fine: 0, problem: 1, usage: 2, differs: 3, interrupted: 130 } as const;
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
