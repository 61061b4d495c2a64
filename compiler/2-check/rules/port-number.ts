import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { containersOf } from "../options/containers-of.ts";
import { optionSites } from "../options/option-sites.ts";

/** A port is a whole number from 1 to 65535. */
export const portNumber: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, at }) =>
    containersOf(options).flatMap(({ container: { name, ports, ready } }) =>
      [...(ports ?? []), ...(ready ? [ready.port] : [])]
        .filter((port) => !(Number.isInteger(port) && port >= 1 && port <= 65_535))
        .map((port) => problem("port-number", { owner, name, port }, { at })),
    ),
  );
