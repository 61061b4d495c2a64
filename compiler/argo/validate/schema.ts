/** A text, limited as the CRD limits it. */
export interface TextSchema {
  readonly is: "text";
  /** Most texts have none. */
  readonly limits: TextLimits | undefined;
}

/** A pattern of RE2, and what matches it in words. */
export interface TextPattern {
  readonly regexp: RegExp;
  readonly words: string;
  /** As the CRD writes it. */
  readonly source: string;
}

export interface TextLimits {
  readonly oneOf?: readonly string[];
  readonly pattern?: TextPattern;
  /** Code points, as RE2 and Kubernetes count. */
  readonly least?: number;
  readonly most?: number;
  readonly format?: "date-time" | "byte";
}

export interface FlagSchema {
  readonly is: "flag";
}

/** A whole number. The API server knows 64 bits; what is decoded into 32 later breaks in the controller. */
export interface WholeSchema {
  readonly is: "whole";
  readonly bits: 32 | 64;
  readonly least?: number;
  readonly most?: number;
}

export interface NumberSchema {
  readonly is: "number";
}

/** A whole number or text: ports by name, percentages and, with a pattern, quantities. */
export interface WholeOrTextSchema {
  readonly is: "whole-or-text";
  readonly limits: TextLimits | undefined;
}

/** Anything at all, or with `object` any object. */
export interface AnythingSchema {
  readonly is: "anything";
  readonly object: boolean;
}

/** Fields that tell the items of a list apart, each with the value that a missing one gets. */
export type ListKey = readonly [field: string, whenMissing?: string];

export interface ListSchema {
  readonly is: "list";
  readonly of: Schema;
  readonly limits: ListLimits | undefined;
}

export interface ListLimits {
  readonly least?: number;
  readonly most?: number;
  /** No two items agree in all of these. Empty: no two items are equal. */
  readonly keys?: readonly ListKey[];
  /** Of each item. */
  readonly laws?: readonly Law[];
}

/** An object whose keys the author chooses. */
export interface MapSchema {
  readonly is: "map";
  readonly of: Schema;
}

/** A rule of the CRD that concerns several fields of an object, translated from CEL. */
export interface Law {
  readonly says: string;
  /** The fields that the law speaks of. */
  readonly fields: readonly string[];
  readonly holds: (self: Readonly<Record<string, unknown>>) => boolean;
}

/** An object with known fields; any other is refused. */
export interface ShapeSchema {
  readonly is: "shape";
  /** As Argo's and Kubernetes' API calls it; several shapes may share one name where the CRD limits one use more than another. */
  readonly name: string;
  readonly fields: ReadonlyMap<string, Schema>;
  readonly required: readonly string[];
  readonly laws: readonly Law[];
}

/** What an API server takes at one place of an object. */
export type Schema =
  | TextSchema
  | FlagSchema
  | WholeSchema
  | NumberSchema
  | WholeOrTextSchema
  | AnythingSchema
  | ListSchema
  | MapSchema
  | ShapeSchema;

/** A kind of object that a CRD defines. */
export interface KindSchema {
  readonly namespaced: boolean;
  readonly shape: ShapeSchema;
}

export const pattern = (regexp: RegExp, words: string, source: string): TextPattern => ({ regexp, words, source });
export const text = (limits?: TextLimits): TextSchema => ({ is: "text", limits });
export const whole = (limits: Omit<WholeSchema, "is">): WholeSchema => ({ is: "whole", ...limits });
export const wholeOrText = (pattern?: TextPattern): WholeOrTextSchema => ({
  is: "whole-or-text",
  limits: pattern && { pattern },
});
export const list = (of: Schema, limits?: ListLimits): ListSchema => ({ is: "list", of, limits });
export const map = (of: Schema): MapSchema => ({ is: "map", of });
export const flag: FlagSchema = { is: "flag" };
export const number: NumberSchema = { is: "number" };
export const anything: AnythingSchema = { is: "anything", object: false };
export const anyObject: AnythingSchema = { is: "anything", object: true };

export const shape = (
  name: string,
  fields: Readonly<Record<string, Schema>>,
  required: readonly string[] = [],
  laws: readonly Law[] = [],
): ShapeSchema => ({ is: "shape", name, fields: new Map(Object.entries(fields)), required, laws });

export const law = (says: string, fields: readonly string[], holds: Law["holds"]): Law => ({ says, fields, holds });
