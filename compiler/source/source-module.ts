import { ts } from "ts-morph";

/** A module of the author's project, as syntax. */
export interface SourceModule {
  /** Absolute. */
  readonly file: string;
  readonly source: ts.SourceFile;
}

/**
 * Parses a module; positions are those that an editor and V8 show.
 *
 * A byte order mark is left out: Node drops it before it counts columns.
 */
export function parseModule(file: string, text: string): SourceModule {
  const kind = /\.[cm]?js$/.test(file) ? ts.ScriptKind.JS : ts.ScriptKind.TS;
  const plain = text.startsWith("\ufeff") ? text.slice(1) : text;
  return { file, source: ts.createSourceFile(file, plain, ts.ScriptTarget.Latest, true, kind) };
}

/** Whether the module could be read to its end; otherwise Node or TypeScript say what is wrong with it. */
export function isWellFormed({ source }: SourceModule): boolean {
  const { parseDiagnostics } = source as unknown as { readonly parseDiagnostics?: readonly unknown[] };
  return (parseDiagnostics ?? []).length === 0;
}
