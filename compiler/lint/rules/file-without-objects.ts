import { problem } from "../../diagnostics/problem.ts";
import type { FileRule } from "../entry-rules.ts";

/** A file holds something. */
export const fileWithoutObjects: FileRule = ({ file }, documents, isBroken) =>
  documents.length > 0 || isBroken ? [] : [problem("file-without-objects", {}, { at: { file, line: 1, column: 1 } })];
