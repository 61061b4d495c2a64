/** Go's kinds, as far as an expression can meet them. */
export type Kind =
  | "invalid"
  | "interface"
  | "bool"
  | "int"
  | "int8"
  | "int32"
  | "int64"
  | "uint8"
  | "uint32"
  | "uint64"
  | "float64"
  | "string"
  | "slice"
  | "array"
  | "map"
  | "func"
  | "struct"
  | "pointer";

/** A Go type, or what the checker knows in place of one: an unknown value, or nil. */
export interface GoType {
  /** As Go prints it: `[]interface {}`. Two types are the same when their names are. */
  readonly name: string;
  readonly kind: Kind;
  /** Elements of a slice, an array or a map. For `[]interface {}` the checker may know more than Go does. */
  readonly elem?: GoType;
  readonly key?: GoType;
  readonly params?: readonly GoType[];
  readonly variadic?: boolean;
  readonly result?: GoType;
  /** The fields of a struct, and of a map whose keys are known. */
  readonly fields?: ReadonlyMap<string, GoType>;
  readonly methods?: ReadonlyMap<string, GoType>;
  /** Whether this is the type of `nil`. */
  readonly nil?: boolean;
}

function type(name: string, kind: Kind, more: Partial<GoType> = {}): GoType {
  return Object.freeze({ name, kind, ...more });
}

/** Nothing is known before the expression runs. */
export const UNKNOWN = type("unknown", "invalid");
/** The type of `nil`, which has none; it prints as unknown. */
export const NIL = type("unknown", "invalid", { nil: true });
export const ANY = type("interface {}", "interface");
export const BOOL = type("bool", "bool");
export const INT = type("int", "int");
export const INT64 = type("int64", "int64");
export const UINT8 = type("uint8", "uint8");
export const FLOAT64 = type("float64", "float64");
export const STRING = type("string", "string");

export const ANY_LIST = type("[]interface {}", "slice", { elem: ANY });
export const INT_LIST = type("[]int", "slice", { elem: INT });
export const FLOAT_LIST = type("[]float64", "slice", { elem: FLOAT64 });
export const STRING_LIST = type("[]string", "slice", { elem: STRING });
export const BYTES = type("[]uint8", "slice", { elem: UINT8 });
export const CHUNKS = type("[][]interface {}", "slice", { elem: ANY_LIST });
export const PAIR = type("[2]interface {}", "array", { elem: ANY });
export const PAIR_LIST = type("[][2]interface {}", "slice", { elem: PAIR });

export const STRING_MAP = type("map[string]interface {}", "map", { key: STRING, elem: ANY });
export const STRING_MAP_LIST = type("[]map[string]interface {}", "slice", { elem: STRING_MAP });
export const TEXT_MAP = type("map[string]string", "map", { key: STRING, elem: STRING });
export const ANY_MAP = type("map[interface {}]interface {}", "map", { key: ANY, elem: ANY });
export const GROUPS = type("map[interface {}][]interface {}", "map", { key: ANY, elem: ANY_LIST });
export const INT_SET = type("map[int]struct {}", "map", { key: INT, elem: type("struct {}", "struct") });
export const STRING_SET = type("map[string]struct {}", "map", { key: STRING, elem: type("struct {}", "struct") });

/** A function's type: `func(string, ...int) bool`. */
export function funcType(params: readonly GoType[], result: GoType, variadic = false): GoType {
  const shown = params.map((param, i) => (variadic && i === params.length - 1 ? `...${param.elem?.name}` : param.name));
  return type(`func(${shown.join(", ")}) ${result.name}`, "func", { params, result, variadic });
}

/** `[]interface {}` of which the checker knows what its items are. */
export function listOf(elem: GoType): GoType {
  return type(ANY_LIST.name, "slice", { elem });
}

export function structType(name: string, fields: ReadonlyMap<string, GoType>): GoType {
  return type(name, "struct", { fields });
}

export function namedType(name: string, kind: Kind, methods: ReadonlyMap<string, GoType> = new Map()): GoType {
  return type(name, kind, { methods });
}

export function isUnknown(of: GoType): boolean {
  return (of.kind === "invalid" && of.nil !== true) || of.kind === "interface";
}

const INTEGERS: ReadonlySet<string> = new Set(["int", "int8", "int32", "int64", "uint8", "uint32", "uint64"]);

/** A builtin integer type, not one that is defined over it, as a duration is. */
export function isInteger(of: GoType): boolean {
  return INTEGERS.has(of.name);
}

export function isFloat(of: GoType): boolean {
  return of.name === "float64";
}

export function isNumber(of: GoType): boolean {
  return isInteger(of) || isFloat(of);
}

/** A number, or a type that is defined over one. */
export function isNumericKind(of: GoType): boolean {
  return INTEGERS.has(of.kind) || of.kind === "float64";
}

export function isList(of: GoType): boolean {
  return of.kind === "slice" || of.kind === "array";
}

/** Whether Go lets a value of one type be assigned to another. */
export function assignable(from: GoType, to: GoType): boolean {
  if (from.nil === true) return ["pointer", "interface", "func", "map", "slice"].includes(to.kind);
  if (from.kind === "invalid" || to.kind === "invalid") return false;
  if (to.kind === "interface") return true;
  return from.kind === to.kind && from.name === to.name;
}
