import { problem } from "../../compiler/diagnostics/problem.ts";
import { LayoutBroken } from "../../containers/oci/oci-layout.ts";
import { BytesChanged } from "../../containers/oci/read-image.ts";
import { asBuildProblems } from "../build/as-build-problems.ts";
import { ProblemError } from "../problem-error.ts";

/** What a registry or a folder gives that is no whole image is a problem of that image. */
export async function asStoreProblems<T>(image: string, work: () => Promise<T>): Promise<T> {
  try {
    return await asBuildProblems("", work);
  } catch (error) {
    const isDamage =
      error instanceof BytesChanged || error instanceof LayoutBroken || error instanceof SyntaxError || isArchiveError(error);
    if (!isDamage) throw error;
    throw new ProblemError([problem("image-damaged", { image, reason: (error as Error).message.replace(/\.$/, "") })]);
  }
}

/** What gzip and tar say of bytes that are none of theirs. */
const isArchiveError = (error: unknown): boolean =>
  error instanceof Error && (/^Z_/.test(String((error as NodeJS.ErrnoException).code)) || /tar/.test(error.message));
