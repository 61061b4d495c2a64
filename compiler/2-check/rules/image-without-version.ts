import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { containersOf } from "../options/containers-of.ts";
import { imageReference } from "../options/image-reference.ts";
import { optionSites } from "../options/option-sites.ts";

/** An image is named by a version that stays the same. */
export const imageWithoutVersion: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, at }) =>
    containersOf(options).flatMap(({ container: { image } }) => {
      const reference = imageReference(image);
      if (
        reference === undefined ||
        reference.digest !== undefined ||
        (reference.tag !== undefined && reference.tag !== "latest")
      )
        return [];
      return [
        problem(
          "image-without-version",
          { owner, image, found: reference.tag === undefined ? "no tag" : 'the tag "latest"' },
          { at },
        ),
      ];
    }),
  );
