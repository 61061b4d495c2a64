import type { Artifact } from "../../compiler/argo/model.generated.ts";
import { argoEnvironment } from "../../compiler/expression/argo-environment.ts";
import { evaluateExpression } from "../../compiler/expression/evaluate-expression.ts";
import { ControlError } from "./control-error.ts";
import { hasPlace, placeOf } from "./locate-artifact.ts";
import type { LocalScope } from "./scope.ts";
import type { Tags } from "./substitute.ts";

/** Where the artifact lies that a reference means: `from` a tag, or an expression that chooses one. @throws ControlError when there is none */
export function resolveArtifact(artifact: Artifact, scope: LocalScope, tags: Tags): Artifact {
  const found =
    artifact.fromExpression === undefined ? named(artifact.from ?? "", scope) : chosen(artifact.fromExpression, scope, tags);
  if (found === undefined) throw new UnresolvedArtifact(artifact.fromExpression ?? artifact.from ?? "");
  const subPath = [found.subPath, artifact.subPath].filter((path) => path !== undefined && path !== "").join("/");
  return { name: artifact.name, ...placeOf(found), ...(subPath !== "" && { subPath }) };
}

/** The artifact is not there: an optional one may be left out. */
export class UnresolvedArtifact extends ControlError {
  constructor(reference: string) {
    super(`unable to resolve references: Unable to resolve: ${JSON.stringify(nameIn(reference))}`);
  }
}

const nameIn = (reference: string): string => reference.replace(/^\{\{\s*/, "").replace(/\s*\}\}$/, "");

const named = (from: string, scope: LocalScope): Artifact | undefined => scope.artifacts.get(nameIn(from));

/** In an expression an artifact is a name that can only be handed on; that of a step that did not run is nil. */
function chosen(expression: string, scope: LocalScope, tags: Tags): Artifact | undefined {
  const byToken = new Map<string, Artifact>();
  const names = new Map<string, string | null>([...tags, ...scope.tags]);
  for (const [name, artifact] of scope.artifacts) {
    if (!name.startsWith("inputs.") && !hasPlace(artifact)) continue;
    const token = `artifact ${byToken.size}`;
    byToken.set(token, artifact);
    names.set(name, token);
  }
  return byToken.get(String(evaluateExpression(expression, argoEnvironment(names))));
}
