import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Entry } from "./manifest/read-objects.ts";
import { apiVersionUnknown } from "./rules/api-version-unknown.ts";
import { fileWithoutObjects } from "./rules/file-without-objects.ts";
import { kindUnknown } from "./rules/kind-unknown.ts";
import { objectWithoutKind } from "./rules/object-without-kind.ts";
import type { SourceFile } from "./yaml/read-yaml.ts";
import type { YamlDocument } from "./yaml/yaml-document.ts";

/** A law for whatever stands in a document, Argo's or not. */
export type EntryRule = (entry: Entry) => readonly Diagnostic[];

/** A law for a file as a whole. */
export type FileRule = (file: SourceFile, documents: readonly YamlDocument[], isBroken: boolean) => readonly Diagnostic[];

export const entryRules: readonly EntryRule[] = [apiVersionUnknown, kindUnknown, objectWithoutKind];
export const fileRules: readonly FileRule[] = [fileWithoutObjects];
