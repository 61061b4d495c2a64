import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { mountsOf } from "../options/mounts-of.ts";
import { distinctSites } from "../options/option-sites.ts";

/** One path is one mount: `/data` and `/data/` are the same folder. */
export const mountPathTwice: Rule = (plan) =>
  distinctSites(plan).flatMap(({ owner, options, at }) =>
    mountsOf(options).flatMap(({ mounts }) => {
      const first = new Map<string, string>();
      return Object.keys(mounts).flatMap((path) => {
        const folder = path.replace(/\/{2,}/g, "/").replace(/(.)\/$/, "$1");
        const other = first.get(folder);
        if (other === undefined) first.set(folder, path);
        return other === undefined ? [] : [problem("mount-path-twice", { owner, path, other }, { at })];
      });
    }),
  );
