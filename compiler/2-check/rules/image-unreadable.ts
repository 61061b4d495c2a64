import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { containersOf } from "../options/containers-of.ts";
import { imageReference } from "../options/image-reference.ts";
import { volumesOf } from "../options/mounts-of.ts";
import { optionSites } from "../options/option-sites.ts";

/** The name of an image is one that a registry can have. */
export const imageUnreadable: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, at }) => {
    const images = [
      ...containersOf(options).map(({ container }) => container.image),
      ...volumesOf(options).flatMap((volume) => (volume.source === "image" ? [volume.image] : [])),
    ];
    return images
      .filter((image) => imageReference(image) === undefined)
      .map((image) => problem("image-unreadable", { owner, image }, { at }));
  });
