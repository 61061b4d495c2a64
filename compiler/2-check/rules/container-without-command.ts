import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { containersOf } from "../options/containers-of.ts";
import { optionSites } from "../options/option-sites.ts";

/** Argo is told the command of a container, or has to ask the registry for it. */
export const containerWithoutCommand: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, at }) =>
    containersOf(options)
      .filter(({ container, option }) => option === "sidecars" && (container.command ?? []).length === 0)
      .map(({ container: { name } }) => problem("container-without-command", { owner, name }, { at })),
  );
