import fc from "fast-check";

/** The variables of generated expressions. */
export const VALUES: Readonly<Record<string, string | null>> = {
  text: "abc",
  "inputs.parameters.n": "5",
  "inputs.parameters.words": '["b","a","ü"]',
  "inputs.parameters.json": '{"a":[1,2.5,"x",null,true],"b":{"c":"d"},"n":3}',
  "tasks.a-b.outputs.parameters.p": null,
  "tasks.c.outputs.parameters.p": "0.95",
  item: "00007",
};

type Type = "int" | "float" | "number" | "text" | "bool" | "ints" | "texts" | "map" | "json" | "nil" | "duration" | "time";
type Source = fc.Arbitrary<string>;

const TYPES: readonly Type[] = ["int", "float", "text", "bool", "ints", "texts", "map", "json", "nil", "duration"];

const pick = (...sources: readonly string[]): Source => fc.constantFrom(...sources);

/** `parts` with an expression of each type in place of `$0`, `$1`, ... */
const shape = (template: string, ...parts: readonly Source[]): Source =>
  fc.tuple(...parts).map((filled) => template.replace(/\$(\d)/g, (_, index: string) => filled[Number(index)] as string));

const LITERALS: Readonly<Record<Type, Source>> = {
  int: fc.oneof(
    fc.integer({ min: -20, max: 20 }).map(String),
    pick("0", "9223372036854775807", "0x1F", "1_000", "len(text)", "asInt(inputs.parameters.n)", "int('12')", "asInt(item)"),
  ),
  float: fc.oneof(
    fc.double({ min: -1000, max: 1000, noNaN: true }).map((value) => (Number.isInteger(value) ? `${value}.0` : String(value))),
    pick("0.0", "1e3", "1.5e-7", "1e21", "123456789.0", "asFloat(tasks.c.outputs.parameters.p)"),
  ),
  number: pick("1", "2.5"),
  text: fc.oneof(
    fc
      .string({ unit: fc.constantFrom("a", "B", "ü", " ", "é", "🐢", "<", "&", '"', "{", "1", "\n", "-"), maxLength: 6 })
      .map((value) => JSON.stringify(value)),
    pick("text", "''", "'abc'", "`raw`", "item", "inputs.parameters.n", "tasks['c'].outputs.parameters.p", "'\\x41\\u00e9'"),
  ),
  bool: pick("true", "false"),
  ints: pick("[1, 2, 3]", "[]", "1..4", "3..1", "[5]", "[2, -1, 2]"),
  texts: pick("['b', 'a']", "split('x,y', ',')", "fromJSON(inputs.parameters.words)", "['']"),
  map: pick("{a: 1}", "{}", "{'a': 1, b: 'x'}", "{a: {b: [1]}}"),
  json: pick(
    "fromJSON(inputs.parameters.json)",
    "fromJSON(inputs.parameters.json).a",
    "fromJSON(inputs.parameters.json).n",
    "fromJSON('null')",
    "fromJSON('1')",
    "fromJSON('\"t\"')",
    "inputs.parameters",
    "tasks['a-b'].outputs.parameters.p",
  ),
  nil: pick("nil", "tasks['a-b'].outputs.parameters.p", "inputs.parameters.gone", "tasks.gone?.outputs"),
  duration: pick("duration('1h')", "duration('1m30s')", "duration('250ms')"),
  time: pick("date('2024-02-29')", "date('2024-01-02 03:04:05')"),
};

/** One generator for each type and depth, made when it is needed: all of them at once would be thousands. */
const known = new Map<string, Source>();

/** An expression that mostly has this type. */
export function expressionOf(type: Type, depth: number): Source {
  if (depth <= 0) return LITERALS[type];
  const name = `${type} ${depth}`;
  const made = known.get(name) ?? makeExpressionOf(type, depth);
  known.set(name, made);
  return made;
}

function makeExpressionOf(type: Type, depth: number): Source {
  const later = (make: () => Source): Source => fc.constant(0).chain(make);
  const of = (wanted: Type): Source =>
    later(() =>
      fc.oneof({ weight: 24, arbitrary: expressionOf(wanted, depth - 1) }, { weight: 1, arbitrary: anything(depth - 1) }),
    );
  return fc.oneof(
    { weight: 2, arbitrary: LITERALS[type] },
    { weight: 5, arbitrary: fc.oneof(...shapes(type, of), ...everywhere(type, of)) },
  );
}

/** An expression of any type. */
export function anything(depth: number): Source {
  return fc.constantFrom(...TYPES).chain((type) => expressionOf(type, depth));
}

/** What can be of any type: choices, names, members. */
function everywhere(type: Type, of: (wanted: Type) => Source): readonly Source[] {
  const own = of(type);
  return [
    shape("($0)", own),
    shape("$0 ? $1 : $2", of("bool"), own, own),
    shape("($0 ?? $1)", fc.oneof(of("nil"), of("json"), own), own),
    shape("if $0 { $1 } else { $2 }", of("bool"), own, own),
    shape("(let v = $0; v)", own),
    shape("[$0, $1][0]", own, own),
    shape("{k: $0}.k", own),
    shape("first([$0])", own),
    shape("find([$0], true)", own),
    shape("get([$0], 0)", own),
  ];
}

function shapes(type: Type, of: (wanted: Type) => Source): readonly Source[] {
  switch (type) {
    case "int":
      return [
        shape("$0 + $1", of("int"), of("int")),
        shape("$0 - $1", of("int"), of("int")),
        shape("$0 * $1", of("int"), of("int")),
        shape("$0 % $1", of("int"), of("int")),
        shape("-$0", of("int")),
        shape("len($0)", fc.oneof(of("text"), of("ints"), of("texts"), of("map"), of("json"))),
        shape("int($0)", fc.oneof(of("float"), of("int"), of("json"))),
        shape("sum($0)", of("ints")),
        shape("sum($0, # * $1)", of("ints"), of("int")),
        shape("count($0, # > $1)", of("ints"), of("int")),
        shape("max($0)", of("ints")),
        shape("min($0, $1)", of("int"), of("int")),
        shape("abs($0)", of("int")),
        shape("indexOf($0, $1)", of("text"), of("text")),
        shape("findIndex($0, # == $1)", of("ints"), of("int")),
        shape("reduce($0, # + #acc, $1)", of("ints"), of("int")),
        shape("bitand($0, $1)", of("int"), of("int")),
        shape("bitshl($0, $1)", of("int"), pick("1", "3", "63", "-1")),
        shape("$0[$1]", of("ints"), of("int")),
        shape("asInt(sprig.trunc(1, $0))", of("text")),
      ];
    case "float":
      return [
        shape("$0 / $1", fc.oneof(of("int"), of("float")), fc.oneof(of("int"), of("float"))),
        shape("$0 + $1", of("float"), fc.oneof(of("int"), of("float"))),
        shape("$0 * $1", fc.oneof(of("int"), of("float")), of("float")),
        shape("$0 - $1", of("float"), of("float")),
        shape("$0 ** $1", fc.oneof(of("int"), of("float")), pick("2", "3", "0", "-1", "10")),
        shape("ceil($0)", of("float")),
        shape("round($0)", of("float")),
        shape("floor($0)", of("float")),
        shape("float($0)", fc.oneof(of("int"), of("json"))),
        shape("mean($0)", of("ints")),
        shape("median($0)", of("ints")),
        shape("$0.Seconds()", of("duration")),
        shape("sprig.round($0, 2)", of("float")),
        shape("sprig.addf($0, $1)", of("float"), of("float")),
      ];
    case "text":
      return [
        shape("$0 + $1", of("text"), of("text")),
        shape(
          "string($0)",
          fc.oneof(of("int"), of("float"), of("bool"), of("ints"), of("map"), of("json"), of("nil"), of("duration")),
        ),
        shape("toJson($0)", fc.oneof(of("map"), of("ints"), of("texts"), of("float"), of("text"), of("json"))),
        shape("toJSON($0)", fc.oneof(of("map"), of("ints"))),
        shape("upper($0)", of("text")),
        shape("$0 | lower() | trim()", of("text")),
        shape("replace($0, $1, $2)", of("text"), of("text"), of("text")),
        shape("join($0, $1)", of("texts"), of("text")),
        shape("$0[$1:$2]", of("text"), of("int"), of("int")),
        shape("repeat($0, $1)", of("text"), pick("0", "1", "3", "-1")),
        shape("type($0)", anything(1)),
        shape("toBase64($0)", of("text")),
        shape("fromBase64(toBase64($0))", of("text")),
        shape("trim($0, $1)", of("text"), of("text")),
        shape("$0[$1]", of("texts"), of("int")),
        shape("sprig.b64enc($0)", of("text")),
        shape("sprig.default($0, $1)", of("text"), of("text")),
        shape("sprig.quote($0)", of("text")),
      ];
    case "bool":
      return [
        ...["<", "<=", ">", ">="].flatMap((operator) => [
          shape(`$0 ${operator} $1`, of("int"), fc.oneof(of("int"), of("float"))),
          shape(`$0 ${operator} $1`, of("text"), of("text")),
        ]),
        shape("$0 == $1", anything(1), anything(1)),
        shape("$0 != $1", of("ints"), fc.oneof(of("ints"), of("json"))),
        shape("$0 && $1", of("bool"), of("bool")),
        shape("$0 or $1", of("bool"), of("bool")),
        shape("not $0", of("bool")),
        shape("!($0)", of("bool")),
        shape("$0 in $1", of("int"), of("ints")),
        shape("$0 not in $1", of("text"), of("texts")),
        shape("$0 in $1", of("text"), of("map")),
        shape("$0 contains $1", of("text"), of("text")),
        shape("$0 startsWith $1", of("text"), of("text")),
        shape("$0 matches $1", of("text"), pick("'^a'", "'[a-z]+'", "'(?i)B'", "'\\\\d'", "'ü$'", "'('")),
        shape("all($0, # > $1)", of("ints"), of("int")),
        shape("any($0, # == $1) || any($0, # < $1)", of("ints"), of("int")),
        shape("none($0, {# == $1})", of("texts"), of("text")),
        shape("one($0, # > $1)", of("ints"), of("int")),
        shape("$0 < $1 < $2", of("int"), of("int"), of("int")),
        shape("hasPrefix($0, $1)", of("text"), of("text")),
        shape("$0 > $1", of("duration"), of("duration")),
        shape("$0 > $1", of("json"), of("int")),
        shape("sprig.empty($0)", anything(1)),
      ];
    case "ints":
      return [
        shape("[$0, $1]", of("int"), of("int")),
        shape("map($0, # + $1)", of("ints"), of("int")),
        shape("map($0, #index)", of("texts")),
        shape("filter($0, # > $1)", of("ints"), of("int")),
        shape("$0[$1:]", of("ints"), of("int")),
        shape("sort($0)", of("ints")),
        shape("sort($0, 'desc')", of("ints")),
        shape("reverse($0)", of("ints")),
        shape("concat($0, $1)", of("ints"), of("ints")),
        shape("uniq($0)", of("ints")),
        shape("flatten([$0, [$1]])", of("ints"), of("int")),
        shape("take($0, $1)", of("ints"), pick("0", "1", "9")),
        shape("map(filter($0, # > $1), # * 2)", of("ints"), of("int")),
        shape("sortBy($0, -#)", of("ints")),
        shape("map($0, len(#))", of("texts")),
        shape("sprig.compact($0)", of("ints")),
      ];
    case "texts":
      return [
        shape("[$0, $1]", of("text"), of("text")),
        shape("split($0, $1)", of("text"), of("text")),
        shape("map($0, # + $1)", of("texts"), of("text")),
        shape("filter($0, # != $1)", of("texts"), of("text")),
        shape("sort($0)", of("texts")),
        shape("map($0, string(#))", of("ints")),
        shape("keys({k: $0})", of("int")),
        shape("sprig.sortAlpha($0)", of("texts")),
      ];
    case "map":
      return [
        shape("{a: $0, 'b': $1}", anything(1), anything(1)),
        shape("{($0): $1}", of("text"), of("int")),
        shape("fromJSON(toJson($0))", of("map")),
        shape("sprig.merge($0, $1)", of("map"), of("map")),
        shape("fromPairs([[$0, $1]])", of("text"), of("int")),
        shape("groupBy($0, # % 2)", of("ints")),
      ];
    case "json":
      return [
        shape("fromJSON(toJson($0))", anything(1)),
        shape("$0.$1", of("json"), pick("a", "b", "n", "gone")),
        shape("$0?.$1", of("json"), pick("a", "b.c", "gone.deeper")),
        shape("$0[$1]", of("json"), fc.oneof(of("int"), of("text"))),
        shape("$0 + $1", of("json"), fc.oneof(of("int"), of("text"))),
        shape("sprig.fromJson($0)", of("text")),
      ];
    case "duration":
      return [
        shape("$0 + $1", of("duration"), of("duration")),
        shape("$0 - $1", of("duration"), of("duration")),
        shape("$0 * $1", of("duration"), of("int")),
      ];
    default:
      return [LITERALS[type]];
  }
}
