import type { Format } from "./format.ts";
import { relativeFile } from "./relative-file.ts";

/** Annotations of GitHub's checks: a workflow command on a line of its own for each problem. */
export const githubFormat: Format = (diagnostics, folder) =>
  diagnostics
    .map(({ code, severity, message, at, help }) => {
      const place = at === undefined ? {} : { file: relativeFile(at.file, folder), line: at.line, col: at.column };
      const properties = Object.entries({ ...place, title: code }).map(([name, value]) => `${name}=${property(String(value))}`);
      return `::${severity} ${properties.join(",")}::${data(help === undefined ? message : `${message}\n${help}`)}\n`;
    })
    .join("");

/** What ends a command or begins an escape. */
const data = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

/** What ends a property as well. */
const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
