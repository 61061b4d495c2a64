import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codesInBody } from "../../helpers/read-text.ts";

/** A value of now, a ref to a number and a condition, as the program would write them; `n` makes names of its own. */
const now = fc.constantFrom("1", '"a"', "[1, 2].length", "`text ${1 + 1}`", "{ a: [1] }", "null", "true");
const numbers = fc.constantFrom(
  "rows",
  "task.rows",
  "rows.plus(1)",
  "task['rows'].times(2)",
  "limit",
  "(rows as NumberRef)",
  "names.length()",
);
const conditions = fc.constantFrom(
  "good",
  "rows.gt(3)",
  "and(good, rows.lt(9))",
  "not(task.good)",
  "good.and(rows.eq(1))",
  "names.includes('a')",
);

const { body } = fc.letrec<{ body: string; statement: string }>((tie) => ({
  statement: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.tuple(fc.oneof(now, numbers, conditions)).map(([what]) => `say({ what: ${what} });`),
    fc.tuple(conditions, tie("body")).map(([condition, inner]) => `when(${condition}, () => { say({ what: 0 });\n${inner} });`),
    fc
      .tuple(conditions, tie("body"), tie("body"))
      .map(
        ([condition, a, b]) =>
          `when(${condition}, () => { say({ what: 1 });\n${a} return { a: rows }; }).otherwise(() => { say({ what: 2 });\n${b} return { a: rows }; });`,
      ),
    fc
      .tuple(fc.constantFrom("[1, 2]", "names", "['a'].map((a) => a)"), tie("body"))
      .map(([items, inner]) => `forEach(${items}, (item, index) => { say({ what: [item, index] });\n${inner} });`),
    fc
      .tuple(tie("body"))
      .map(
        ([inner]) =>
          `repeatUntil((last) => { const again = train({ examples, epochs: last.n });\n${inner} return { n: again.auc }; }, (r) => r.n.gt(0.9), { max: 3, start: { n: 1 } });`,
      ),
    fc
      .tuple(tie("body"))
      .map(([inner]) => `for (const rows of ["a", "b"]) { if (rows === "a") say({ what: \`\${rows}\` }); }\n{\n${inner} }`),
    fc
      .tuple(
        fc.constantFrom(
          "if ([1].length > 1)",
          "for (let i = 0; i < 3; i++)",
          "for (const x of [1])",
          "while ([].length > 1)",
          "label:",
        ),
        tie("body"),
      )
      .map(([head, inner]) => `${head} {\n${inner} }`),
    fc.tuple(tie("body")).map(([inner]) => `(() => {\n${inner} })();`),
    fc
      .tuple(tie("body"))
      .map(
        ([inner]) =>
          `[rows, 3].forEach((rows) => { const tell = (x) => say({ what: typeof x === "number" ? x + 1 : x }); tell(rows); });\ntry {\n${inner} } catch (good) { console.log(\`\${good}\`); }`,
      ),
    fc
      .tuple(tie("body"))
      .map(
        ([inner]) =>
          `const helper = (ref, other) => { if (other) say({ what: ref }).after(other); else say({ what: ref });\n${inner} }; helper(rows); helper(rows, task);`,
      ),
    fc.tuple(tie("body")).map(([inner]) => `switch ([1].length) { case 1: {\n${inner} break; } default: say({ what: 1 }); }`),
  ),
  body: fc.array(tie("statement"), { maxLength: 3 }).map((all) => all.map((one) => `{ ${one} }`).join("\n")),
}));

/** Wrong constructs and their codes; §, where one is put. */
const wrong = fc.constantFrom(
  ["ref-decides-now", "if (task.good) say({ what: 1 });"],
  ["ref-decides-now", "say({ what: limit ? 1 : 2 });"],
  ["ref-in-logic", "say({ what: !task.good });"],
  ["ref-compared-as-value", "say({ what: limit > 3 });"],
  ["ref-in-text", "say({ what: `${limit}` });"],
  ["ref-in-arithmetic", "say({ what: limit * 2 });"],
  ["ref-as-json", "say({ what: JSON.stringify({ limit }) });"],
  ["ref-as-list", "for (const x of task.names) say({ what: x });"],
  ["ref-as-key", "say({ what: ({})[limit] });"],
  ["condition-dropped", "limit.gt(3);"],
  ["task-made-too-late", "setTimeout(() => say({ what: 1 }));"],
  ["task-never-made", "const never = () => say({ what: 1 });"],
  ["manifest-never-the-same", "say({ what: Date.now() });"],
) as fc.Arbitrary<[string, string]>;

const runs = { numRuns: 200 };

describe("random programs", () => {
  it("that are right have no finding", () => {
    fc.assert(
      fc.property(body, (program) => {
        expect(codesInBody(program)).toEqual([]);
      }),
      runs,
    );
  });

  it("with one mistake at any depth have that finding at its line, and no other", () => {
    fc.assert(
      fc.property(body, wrong, fc.nat(), (program, [code, mistake], where) => {
        const places = [...program.matchAll(/\n/g)].map(({ index }) => index + 1);
        const at = places.length === 0 ? 0 : places[where % places.length]!;
        const spoilt = `${program.slice(0, at)}{ ${mistake} }\n${program.slice(at)}`;
        const line = 6 + (spoilt.slice(0, at).match(/\n/g) ?? []).length;
        const codes = codesInBody(spoilt).map((found) => found.replace(/:\d+$/, ""));
        expect(codes, spoilt).toEqual([`${code} ${line}`]);
      }),
      runs,
    );
  });
});
