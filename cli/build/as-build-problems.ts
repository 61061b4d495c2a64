import { ImageError, imageError } from "../../containers/images/image-error.ts";
import { RegistryError } from "../../containers/registry/registry-error.ts";
import { ProblemError } from "../problem-error.ts";

const helps: Readonly<Record<string, string>> = {
  ENOSPC: "The disk is full: make room, and try again.",
  EDQUOT: "The disk quota is used up: make room, and try again.",
  EACCES: "Who runs this may not write there.",
  EPERM: "Who runs this may not write there.",
  EROFS: "That file system is read-only.",
  ENOTDIR: "A part of the path is a file.",
};

/** What a registry, a disk or a base refuses is told as a problem, never as a fault of Pipewright's. */
export async function asBuildProblems<T>(place: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ImageError) throw new ProblemError(error.diagnostics);
    if (error instanceof RegistryError) throw new ProblemError(error.diagnostics);
    const { code, message, path } = error as NodeJS.ErrnoException;
    const help = code === undefined ? undefined : helps[code];
    if (help === undefined) throw error;
    const said = imageError("image-not-written", { place: path ?? place.replace(/^in (oci:)?/, ""), reason: message, help });
    throw new ProblemError(said.diagnostics);
  }
}
