import { problem } from "../../diagnostics/problem.ts";
import { locksOf } from "../manifest/locks.ts";
import type { LintRule } from "../rule.ts";

/** A mutex has a name. */
export const mutexWithoutName: LintRule = ({ object, templates, at }) =>
  [
    { where: "the workflow", body: object.spec, path: object.specPath },
    ...templates.map(({ label, body, path }) => ({ where: `template "${label}"`, body, path })),
  ].flatMap(({ where, body, path }) =>
    locksOf(body, path).flatMap((lock) =>
      lock.kind === "mutex" && lock.name === "" ? [problem("mutex-without-name", { where }, { at: at(lock.path) })] : [],
    ),
  );
