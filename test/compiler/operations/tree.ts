import fc from "fast-check";
import type { Json } from "../../../dsl/nodes/ref-node.ts";

/** An operation as data, to be made a ref of, and to be answered by plain JavaScript. */
export type Tree =
  | { readonly leaf: Json; readonly form?: "text" | "plain" }
  | { readonly constant: Json }
  | { readonly method: string; readonly of: Tree; readonly args: readonly Tree[] }
  | { readonly word: "min" | "max" | "text" | "and" | "or" | "not"; readonly args: readonly Tree[] };

/** Text as hostile as it gets: tags, expansions, quotes, escapes, control and astral characters. */
const pieces = [
  "{{",
  "}}",
  "{{=1+1}}",
  "{{workflow.name}}",
  "$(HOME)",
  "$",
  "'",
  '"',
  "\\",
  "\\u0041",
  "\n",
  "\r\n",
  "\t",
  "\u0001",
];
const more = [
  "\u007f",
  "\u2028",
  "<&>",
  "é",
  "🐢",
  "%s",
  "{",
  "}",
  "' || true || '",
  " ",
  "\ufeff",
  "\u00a0",
  "1e3",
  "null",
  "ab",
];
export const hostileText = fc
  .array(
    fc.oneof(fc.constantFrom(...pieces, ...more), fc.string({ maxLength: 3 }), fc.string({ unit: "binary", maxLength: 2 })),
    {
      maxLength: 4,
    },
  )
  .map((parts) => parts.join("").toWellFormed());

const withoutMinusZero = (number: number): number => (Object.is(number, -0) ? 0 : number);
export const anyNumber = fc.oneof(
  fc.integer({ min: -9, max: 9 }),
  fc.integer(),
  fc.constantFrom(0, 0.5, -0.5, 2.5, -2.5, 1e6, 1e21, 1e-7, 2 ** 53, 2 ** 53 - 1, -(2 ** 53), 0.1, 1 / 3, 123456789.125),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 }).map(withoutMinusZero),
);

const leafOrConstant = <T extends Json>(values: fc.Arbitrary<T>, form?: "text" | "plain"): fc.Arbitrary<Tree> =>
  fc.oneof(
    values.map((leaf): Tree => (form === undefined ? { leaf } : { leaf, form })),
    values.map((leaf): Tree => ({ leaf })),
    values.map((constant): Tree => ({ constant })),
  );
/** Something that has methods. */
const isRefTree = (tree: Tree): boolean => !("constant" in tree);

const scalar = fc.oneof(anyNumber, hostileText, fc.boolean());
const key = fc
  .oneof(fc.constantFrom("a", "length", "in", "not", "a-b", "__proto__x", "kind"), hostileText)
  .filter((name) => name !== "__proto__");
const listValue = fc.oneof(
  fc.array(anyNumber, { maxLength: 3 }),
  fc.array(hostileText, { maxLength: 3 }),
  fc.array(scalar, { maxLength: 3 }),
);
const objectValue = fc.dictionary(key, fc.oneof(scalar, listValue), { maxKeys: 3 });

interface Trees {
  readonly number: Tree;
  readonly text: Tree;
  readonly truth: Tree;
  readonly list: Tree;
  /** Of which the language knows no type before it runs: with anything else it only differs. */
  readonly dynamic: Tree;
  readonly any: Tree;
}

const method = (name: string, of: fc.Arbitrary<Tree>, ...args: readonly fc.Arbitrary<Tree>[]): fc.Arbitrary<Tree> =>
  fc.tuple(of.filter(isRefTree), fc.tuple(...args)).map(([from, given]): Tree => ({ method: name, of: from, args: given }));
const word = (name: Extract<Tree, { word: string }>["word"], args: fc.Arbitrary<readonly Tree[]>): fc.Arbitrary<Tree> =>
  args.map((given): Tree => ({ word: name, args: given }));

const constantList = (values: fc.Arbitrary<Json>): fc.Arbitrary<Tree> =>
  fc.array(values, { maxLength: 3 }).map((constant): Tree => ({ constant }));
const orNull = (values: fc.Arbitrary<Json>): fc.Arbitrary<Tree> =>
  fc.oneof(fc.constant(null), values).map((leaf): Tree => ({ leaf }));
const field = objectValue.chain((leaf) =>
  fc
    .constantFrom(...Object.keys(leaf), "missing")
    .map((name): Tree => ({ method: "field", of: { leaf }, args: [{ constant: name }] })),
);

/** Random operations of each kind of value. */
export const trees = fc.letrec<Trees>((tie) => {
  const number = tie("number") as fc.Arbitrary<Tree>;
  const text = tie("text") as fc.Arbitrary<Tree>;
  const truth = tie("truth") as fc.Arbitrary<Tree>;
  const list = tie("list") as fc.Arbitrary<Tree>;
  const any = tie("any") as fc.Arbitrary<Tree>;
  const truths = fc.array(truth.filter(isRefTree), { minLength: 1, maxLength: 3 });
  const compared = (of: fc.Arbitrary<Tree>) => ["lt", "le", "gt", "ge", "eq", "ne"].map((name) => method(name, of, of));
  const whole = fc.integer({ min: -100, max: 100 }).map((leaf): Tree => ({ leaf, form: "plain" }));
  return {
    number: fc.oneof(
      { maxDepth: 4, depthIdentifier: "tree" },
      leafOrConstant(anyNumber, "plain"),
      ...["plus", "minus", "times", "dividedBy"].map((name) => method(name, number, number)),
      ...["negate", "abs", "floor", "ceil", "round"].map((name) => method(name, number)),
      method("length", text),
      method("length", list),
      method("modulo", fc.oneof(whole, method("length", text)), fc.oneof(whole, number)),
      word("min", fc.array(number, { minLength: 2, maxLength: 3 })),
      word("max", fc.array(number, { minLength: 2, maxLength: 3 })),
      method("orElse", orNull(anyNumber), number),
    ),
    text: fc.oneof(
      { maxDepth: 4, depthIdentifier: "tree" },
      leafOrConstant(hostileText, "text"),
      method("concat", text, text),
      method("trim", text),
      method("json", number),
      method("orElse", orNull(hostileText), text),
      word("text", fc.array(fc.oneof(text, number, truth), { minLength: 1, maxLength: 4 })),
    ),
    truth: fc.oneof(
      { maxDepth: 4, depthIdentifier: "tree" },
      leafOrConstant(fc.boolean(), "plain"),
      ...compared(number),
      ...compared(text),
      method("eq", tie("dynamic") as fc.Arbitrary<Tree>, any),
      method("in", number, constantList(anyNumber)),
      method("in", text, constantList(hostileText)),
      method("in", tie("dynamic") as fc.Arbitrary<Tree>, list),
      method("includes", list, any),
      method("isEmpty", list),
      ...["contains", "startsWith", "endsWith"].map((name) => method(name, text, text)),
      method(
        "matches",
        text,
        fc.constantFrom("^a", "[0-9]+$", "", "(?i)B", "\\{\\{", "'", "^.$").map((constant): Tree => ({ constant })),
      ),
      word("and", truths),
      word("or", truths),
      word("not", fc.tuple(truth.filter(isRefTree))),
      method("and", truth, truth.filter(isRefTree)),
      method("not", truth),
    ),
    list: leafOrConstant(listValue),
    dynamic: fc.oneof(
      { maxDepth: 4, depthIdentifier: "tree" },
      fc.oneof(scalar, listValue, objectValue).map((leaf): Tree => ({ leaf })),
      field,
      method(
        "at",
        list,
        fc.integer({ min: -4, max: 4 }).map((constant): Tree => ({ constant })),
      ),
      method("at", list, method("length", list)),
      method("orElse", field, any),
    ),
    any: fc.oneof(
      { maxDepth: 4, depthIdentifier: "tree" },
      fc.oneof(scalar, listValue, objectValue).map((constant): Tree => ({ constant })),
      tie("dynamic") as fc.Arbitrary<Tree>,
      number,
      text,
      truth,
    ),
  };
});
