/** What the process ends with: 0 fine; 1 a problem in the pipeline, or a failed run; 2 wrong usage; 130 stopped by Ctrl-C. */
export const exitCode = { fine: 0, problem: 1, usage: 2, interrupted: 130 } as const;
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
