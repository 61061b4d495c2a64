import { problem } from "../../diagnostics/problem.ts";
import type { EntryRule } from "../entry-rules.ts";

/** A document is an object: it says its kind. */
export const objectWithoutKind: EntryRule = ({ document, path, kind }) =>
  kind === undefined ? [problem("object-without-kind", {}, { at: document.at(path) })] : [];
