import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Subject } from "./subject.ts";

/** One law: it gives a problem for each place where an object breaks it. */
export type LintRule = (subject: Subject) => Iterable<Diagnostic>;
