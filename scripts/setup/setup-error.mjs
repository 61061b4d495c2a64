/** A reason why the project cannot be set up, as one sentence for the person at the terminal. */
export class SetupError extends Error {
  name = "SetupError";
}

/**
 * The sentence for an error of the file system.
 *
 * @param {string} doing what was being written, as in "cannot write <doing>"
 * @param {NodeJS.ErrnoException} error
 */
export function writeError(doing, error) {
  const why = {
    EACCES: "permission denied",
    EPERM: "permission denied",
    EROFS: "the file system is read-only",
    ENOSPC: "the disk is full",
    EDQUOT: "the disk quota is used up",
  }[error.code];
  return why === undefined ? error : new SetupError(`Cannot write ${doing}: ${why}.`);
}
