/**
 * What DuckDB says when the machine is at its end, as an Error with the operating system's code, so that the step is told apart from one whose
 * data or code is wrong. Any other error comes back as it is.
 *
 * @example
 * machineError(new Error("IO Error: Could not write file …: No space left on device")) // => Error with code ENOSPC
 */
export function machineError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const found = signs.find(({ sign }) => sign.test(error.message));
  if (found === undefined) return error;
  return Object.assign(new Error(`${found.sentence} DuckDB said: ${error.message.split("\n")[0]}`, { cause: error }), {
    code: found.code,
  });
}

interface Sign {
  readonly sign: RegExp;
  readonly code: string;
  readonly sentence: string;
}

const signs: readonly Sign[] = [
  {
    sign: /No space left on device|Could not write all bytes|max_temp_directory_size/i,
    code: "ENOSPC",
    sentence: "The disk is full.",
  },
  { sign: /Disk quota exceeded/i, code: "EDQUOT", sentence: "The disk quota is used up." },
  { sign: /File too large/i, code: "ENOSPC", sentence: "The file may not grow any further." },
  { sign: /^Out of Memory Error/i, code: "ENOMEM", sentence: "The step needs more memory than it may use." },
  { sign: /Read-only file system/i, code: "EROFS", sentence: "The folder may not be written." },
  { sign: /Input\/output error/i, code: "EIO", sentence: "The disk failed." },
];
