import type { ImageRecipe } from "../../containers/images/recipe.ts";
import type { WantedImage } from "./wanted-images.ts";

/** What an image is made of, wherever its parts were found out: for building it, and for saying what it would be. */
export function recipeOf(
  { name, bundle, program, labels }: Pick<WantedImage, "name" | "bundle" | "program" | "labels">,
  { platforms, ...around }: Pick<ImageRecipe, "base" | "packages" | "platforms" | "epochSeconds">,
): ImageRecipe {
  return { component: name.component, bundle, sourceMap: program.mapHash, labels, platforms: [...platforms].sort(), ...around };
}
