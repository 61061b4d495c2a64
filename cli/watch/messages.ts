import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import type { SourceFinding } from "../../compiler/source/source-finding.ts";
import type { TargetName } from "../../compiler/targets/target.ts";
import type { Compiled } from "../compile-pipeline.ts";
import type { GivenParams } from "../run-params.ts";

/** What a thread that compiles once is told when it starts. */
export interface CompileThreadData {
  readonly file: string;
  readonly given: GivenParams;
  readonly registry: string | undefined;
  readonly target: TargetName;
  readonly profile: string | undefined;
  /** Node's compile cache, which every thread has to ask for. */
  readonly compileCache: string | undefined;
}

/** To the thread: go, and what was found in the source that it has asked for. */
export type ToThread =
  | { readonly kind: "compile" }
  | { readonly kind: "findings"; readonly findings: readonly SourceFinding[] }
  | { readonly kind: "unread"; readonly message: string };

/** From the thread: that it waits, that it wants the source read, and what came of it. */
export type FromThread =
  | { readonly kind: "ready" }
  | { readonly kind: "read"; readonly file: string; readonly workspace: string }
  | { readonly kind: "compiled"; readonly compiled: Compiled; readonly files: readonly string[] }
  | { readonly kind: "problems"; readonly problems: readonly Diagnostic[]; readonly files: readonly string[] };
