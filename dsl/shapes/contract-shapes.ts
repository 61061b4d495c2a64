import type { ArtifactType } from "../artifact.ts";
import { made } from "./object-shape.ts";
import { isObject, plain, record, type Shape, text } from "./shape.ts";

export const schema: Shape = plain("a schema of zod", (value) => isObject(value) && "_zod" in value);
export const artifactType = made<Pick<ArtifactType, "kind" | "name">>("artifact-type", "a type of artifacts such as File", {
  name: text,
});
export const inputs: Shape = record(artifactType, "an object of types of artifacts");
