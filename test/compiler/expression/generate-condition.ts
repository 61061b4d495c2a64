import fc from "fast-check";

const VALUES = [
  "1",
  "2.5",
  "0x10",
  "05",
  "foo",
  "bar",
  "'foo'",
  '"a b"',
  "[a b]",
  "true",
  "false",
  "'2024-01-01'",
  "'2024-01-01 00:00:00'",
  "''",
  "10",
  "'10'",
  "A.B",
  "x_1",
  "'it\\'s'",
];
const OPERATORS = [
  "==",
  "!=",
  "<",
  ">",
  "<=",
  ">=",
  "=~",
  "!~",
  "in",
  "&&",
  "||",
  "+",
  "-",
  "*",
  "/",
  "%",
  "**",
  "&",
  "|",
  "^",
  "<<",
  ">>",
  "?",
  ":",
  "??",
  ",",
];
const ODD = ["(", ")", "!", "-", "~", "=", "AND", "IN", "[", "]", "'", "\\", "a.b", "$", "1.2.3", "v1.2"];

/** A condition that is mostly right. */
const condition: fc.Arbitrary<string> = fc.letrec<{ whole: string; part: string }>((tie) => ({
  whole: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    tie("part"),
    fc.tuple(tie("whole"), fc.constantFrom("&&", "||"), tie("whole")).map((parts) => parts.join(" ")),
    tie("whole").map((inner) => `(${inner})`),
    tie("whole").map((inner) => `!(${inner})`),
    fc.tuple(tie("whole"), tie("whole"), tie("whole")).map(([a, b, c]) => `${a} ? ${b} : ${c}`),
  ),
  part: fc.oneof(
    fc
      .tuple(fc.constantFrom(...VALUES), fc.constantFrom("==", "!=", "<", ">=", "=~", "!~"), fc.constantFrom(...VALUES))
      .map((parts) => parts.join(" ")),
    fc
      .tuple(fc.constantFrom(...VALUES), fc.array(fc.constantFrom(...VALUES), { minLength: 1, maxLength: 3 }))
      .map(([value, list]) => `${value} in (${list.join(", ")})`),
    fc
      .array(fc.constantFrom("1", "2", "3", "7", "0.5"), { minLength: 2, maxLength: 6 })
      .chain((numbers) =>
        fc
          .array(fc.constantFrom("+", "-", "*", "/", "%", "**"), { minLength: numbers.length, maxLength: numbers.length })
          .map(
            (operators) => `${numbers.map((number, i) => (i === 0 ? number : `${operators[i]} ${number}`)).join(" ")} ${"> 2"}`,
          ),
      ),
    fc.constantFrom("true", "false"),
  ),
})).whole;

/** Tokens in any order. */
const soup: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...VALUES) },
      { weight: 4, arbitrary: fc.constantFrom(...OPERATORS) },
      { weight: 1, arbitrary: fc.constantFrom(...ODD) },
    ),
    {
      minLength: 1,
      maxLength: 7,
    },
  )
  .chain((tokens) => fc.constantFrom(" ", "", " ").map((gap) => tokens.join(gap)));

export const anyCondition: fc.Arbitrary<string> = fc.oneof({ weight: 3, arbitrary: condition }, { weight: 2, arbitrary: soup });
