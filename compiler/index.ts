// Compiling as a function
export { type Budget, budgetText } from "./3-lower/budget.ts";
export type { ArgoObject } from "./3-lower/lower.ts";
export type { Images } from "./3-lower/lowering.ts";
export { type Compiled, type CompileOptions, compile, type ManifestFile } from "./compile.ts";
export type { Diagnostic, RelatedPlace } from "./diagnostics/diagnostic.ts";
