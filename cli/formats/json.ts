import type { Place } from "../../dsl/place.ts";
import type { Format } from "./format.ts";
import { relativeFile } from "./relative-file.ts";

/** A list of problems with all that is known of each; what a problem lacks is null, so that every one has the same keys. */
export const jsonFormat: Format = (diagnostics, folder) => {
  const place = ({ file, line, column }: Place) => ({ file: relativeFile(file, folder), line, column });
  const problems = diagnostics.map(({ code, severity, message, at, related, help }) => ({
    code,
    severity,
    message,
    at: at === undefined ? null : place(at),
    related: related.map((other) => ({ at: place(other.at), message: other.message })),
    help: help ?? null,
  }));
  return `${JSON.stringify(problems, undefined, 2)}\n`;
};
