import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { githubFormat } from "./github.ts";
import { jsonFormat } from "./json.ts";
import { sarifFormat } from "./sarif.ts";

/** The forms of problems for programs. */
export const formats = { json: jsonFormat, sarif: sarifFormat, github: githubFormat } as const;

/** Problems, sorted, as text for a program; paths are relative to `folder`. */
export type Format = (diagnostics: readonly Diagnostic[], folder: string) => string;

export type FormatName = "text" | keyof typeof formats;

export const formatNames: readonly FormatName[] = ["text", "json", "sarif", "github"];
