import type { BuiltImage } from "../../containers/images/build-image.ts";

/** later */
export async function loadIntoEngine(_folder: string, _registry: string, _images: readonly BuiltImage[]): Promise<void> {}
