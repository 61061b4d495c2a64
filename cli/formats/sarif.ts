import { relative } from "node:path";
import { pathToFileURL } from "node:url";
import type { Location, Log, ReportingDescriptor, Result, Run } from "sarif";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { messageOf } from "../../compiler/diagnostics/message-of.ts";
import type { Place } from "../../dsl/place.ts";
import { messageShape } from "../../util/fill-message.ts";
import { errorPage } from "../explain/error-pages.ts";
import { version } from "../version.ts";
import type { Format } from "./format.ts";
import { relativeFile } from "./relative-file.ts";

const schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/** SARIF 2.1.0, the form in which code scanners exchange findings. */
export const sarifFormat: Format = (diagnostics, folder) => {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort();
  const run: Run = {
    tool: { driver: { name: "Pipewright", version, rules: codes.map(rule) } },
    originalUriBaseIds: { ROOT: { uri: `${pathToFileURL(folder).href}/` } },
    columnKind: "utf16CodeUnits",
    results: diagnostics.map((one) => result(one, codes, folder)),
  };
  const log: Log = { $schema: schema, version: "2.1.0", runs: [run] };
  return `${JSON.stringify(log, undefined, 2)}\n`;
};

function rule(code: string): ReportingDescriptor {
  const message = messageOf(code);
  const page = errorPage(code);
  const shape = message === undefined ? undefined : messageShape(message.text);
  const help = [messageShape(message?.help ?? ""), `Why: pipewright explain ${code}`]
    .filter((text) => text !== undefined)
    .join("\n");
  return {
    id: code,
    ...(message !== undefined && {
      ...(shape !== undefined && { shortDescription: { text: shape } }),
      help: { text: help, ...(page !== undefined && { markdown: page.text }) },
      defaultConfiguration: { level: message.severity },
    }),
    ...(page !== undefined && { helpUri: pathToFileURL(page.file).href }),
  };
}

function result({ code, severity, message, at, related, help }: Diagnostic, codes: readonly string[], folder: string): Result {
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: severity,
    message: { text: help === undefined ? message : `${message}\n${help}` },
    ...(at !== undefined && { locations: [location(at, folder)] }),
    ...(related.length > 0 && {
      relatedLocations: related.map((other, id) => ({ id, ...location(other.at, folder), message: { text: other.message } })),
    }),
  };
}

function location({ file, line, column }: Place, folder: string): Location {
  const inside = !relative(folder, file).startsWith("..");
  const artifact = inside
    ? { uri: relativeFile(file, folder).split("/").map(encodeURIComponent).join("/"), uriBaseId: "ROOT" }
    : { uri: pathToFileURL(file).href };
  return { physicalLocation: { artifactLocation: artifact, region: { startLine: line, startColumn: column } } };
}
