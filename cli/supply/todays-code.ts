import { existsSync } from "node:fs";
import type { ImagesLock } from "../../containers/images/images-lock.ts";
import { type TodaysImages, todaysImages } from "../build/todays-images.ts";

const usualFile = "pipeline.ts";

/** The images of today's code: of the pipeline that a person names, else of `pipeline.ts` here; undefined when there is none. */
export async function todaysCode(
  file: string | undefined,
  profile: string | undefined,
  lock: ImagesLock,
): Promise<TodaysImages | undefined> {
  const read = file ?? (existsSync(usualFile) ? usualFile : undefined);
  return read === undefined ? undefined : await todaysImages(read, profile, lock);
}
