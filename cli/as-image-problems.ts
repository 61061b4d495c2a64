import { ImageError } from "../containers/images/image-error.ts";
import { ProblemError } from "./problem-error.ts";

/** What stands in the way of an image is a problem of the project. */
export async function asImageProblems<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ImageError) throw new ProblemError(error.diagnostics);
    throw error;
  }
}
