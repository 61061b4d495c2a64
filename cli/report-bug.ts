/**
 * Says that Pipewright itself failed, where, and what can be done now. Node would print the compiled line that threw, which is thousands of
 * characters long. Rules read what the types allow, so a program that was never type-checked is the likeliest cause.
 *
 * ```
 * pipewright: a bug of Pipewright's own: TypeError: key.map is not a function
 *     at artifactKeyUnsound (…/dist/chunks/chunk-WMEQ5EKE.js:2:16436)
 * ```
 */
export function reportBug(error: unknown): void {
  const what = error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error);
  process.stderr.write(
    `pipewright: a bug of Pipewright's own: ${what.replaceAll("file://", "")}\n\n` +
      "`pipewright check` may say more: a program whose types are wrong can lead here. If its types are right, please report this.\n",
  );
}
