import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { barChartSvg } from "../../../util/charts/bar-chart.ts";
import type { BarChart, LineChart } from "../../../util/charts/chart.ts";
import { lineChartSvg } from "../../../util/charts/line-chart.ts";
import { badAttributes, elementsOf, readXml, textOf, type XmlElement } from "../html/read-xml.ts";

const names = { title: "Loss", xLabel: "epoch", yLabel: "loss" };
const hostile = `<script>"&'</script>]]>`;

function all(svg: string, name: string): readonly XmlElement[] {
  return [...elementsOf(readXml(svg))].filter((element) => element.name === name);
}

function texts(svg: string): readonly string[] {
  return all(svg, "text").map(textOf);
}

describe("a line chart", () => {
  const line = (series: LineChart["series"], more: Partial<LineChart> = {}): string =>
    lineChartSvg({ kind: "line", ...names, series, ...more });

  test("puts points where the axes say", () => {
    const svg = line(
      [
        {
          name: "train",
          points: [
            [0, 0],
            [1, 1],
          ],
        },
      ],
      { xDomain: [0, 1], yDomain: [0, 1] },
    );
    const [first, last] = all(svg, "circle");
    const lines = all(svg, "line");
    const zero = lines.find(({ attributes }) => attributes.stroke?.includes("line"))!;
    expect(first!.attributes.cy).toBe(zero.attributes.y1);
    expect(Number(last!.attributes.cx)).toBe(560 - 18);
  });

  test("has a name, a description and the words of its axes", () => {
    const svg = line([
      {
        name: "train",
        points: [
          [1, 0.7],
          [2, 0.4],
        ],
      },
    ]);
    expect(readXml(svg).attributes.role).toBe("img");
    expect(textOf(all(svg, "title")[0]!)).toBe("Loss");
    expect(textOf(all(svg, "desc")[0]!)).toBe("Line chart of loss (0.4 to 0.7) by epoch (1 to 2). Series: train.");
    expect(texts(svg)).toEqual(expect.arrayContaining(["Loss", "epoch", "loss", "1", "2"]));
  });

  test("has a legend for two series and none for one", () => {
    expect(texts(line([{ name: "train", points: [[1, 1]] }]))).not.toContain("train");
    expect(
      texts(
        line([
          { name: "train", points: [[1, 1]] },
          { name: "eval", points: [] },
        ]),
      ),
    ).toEqual(expect.arrayContaining(["train", "eval"]));
  });

  test("breaks at points that are no numbers and shows a point alone as a dot", () => {
    const none = null as unknown as number;
    const svg = line([
      {
        name: "a",
        points: [
          [1, 1],
          [2, 2],
          [3, Number.NaN],
          [4, none],
          [5, 5],
        ],
      },
    ]);
    expect(all(svg, "path")[0]!.attributes.d!.match(/M/g)).toHaveLength(2);
    expect(all(svg, "circle")).toHaveLength(3);
  });

  test("says that there is no data", () => {
    expect(texts(line([]))).toContain("no data");
    expect(texts(line([{ name: "a", points: [[Number.NaN, 1]] }]))).toContain("no data");
    expect(texts(line([{ name: "a", points: [[1, 1]] }]))).not.toContain("no data");
  });

  test("draws the diagonal where both axes reach", () => {
    const svg = line([], { diagonal: true, xDomain: [0, 1], yDomain: [0, 1] });
    const dashed = all(svg, "line").filter(({ attributes }) => "stroke-dasharray" in attributes);
    expect(dashed).toHaveLength(1);
    expect(Number(dashed[0]!.attributes.y1)).toBeGreaterThan(Number(dashed[0]!.attributes.y2));
  });

  test("names twelve of very many series", () => {
    const svg = line(
      Array.from({ length: 100 }, (_, index) => ({ name: `s${index}`, points: [[0, index] as const, [1, index] as const] })),
    );
    expect(texts(svg)).toContain("and 88 more");
    expect(all(svg, "path")).toHaveLength(100);
  });

  test("stays small with a million points", () => {
    const points = Array.from({ length: 1_000_000 }, (_, index) => [index, Math.sin(index / 1e5)] as const);
    expect(line([{ name: "a", points }]).length).toBeLessThan(60_000);
  });

  test("escapes every text", () => {
    const svg = line(
      [
        { name: hostile, points: [[1, 1]] },
        { name: hostile, points: [] },
      ],
      { title: hostile, xLabel: hostile, yLabel: hostile },
    );
    expect(svg).not.toContain("<script");
    expect(texts(svg).filter((text) => text === hostile).length).toBeGreaterThan(3);
  });
});

describe("a bar chart", () => {
  const bars = (categories: readonly string[], series: BarChart["series"]): string =>
    barChartSvg({ kind: "bar", ...names, categories, series });

  test("draws one bar per category and series, up from zero or down from it", () => {
    const svg = bars(["a", "b"], [{ name: "x", values: [2, -2] }]);
    const [up, down] = all(svg, "rect").map(({ attributes }) => attributes);
    expect(Number(up!.y) + Number(up!.height)).toBeCloseTo(Number(down!.y), 2);
    expect(up!.height).toBe(down!.height);
    expect(all(svg, "title").map(textOf)).toEqual(["Loss", "a: 2", "b: −2"]);
  });

  test("leaves out bars of values that are no numbers and of values without a category", () => {
    expect(all(bars(["a", "b"], [{ name: "x", values: [Number.NaN, 1, 1e9] }]), "rect")).toHaveLength(1);
  });

  test("writes short names level, turns and shortens long ones, and keeps their whole text for a hover", () => {
    expect(texts(bars(["ab", "cd"], [{ name: "x", values: [1, 2] }]))).toEqual(expect.arrayContaining(["ab", "cd"]));
    const long = Array.from({ length: 8 }, (_, index) => `Taxi Affiliation Services, branch number ${index}`);
    const svg = bars(long, [{ name: "x", values: long.map(() => 1) }]);
    const turned = all(svg, "text").filter(({ attributes }) => attributes.transform?.includes("rotate(-40)"));
    expect(turned).toHaveLength(8);
    expect(textOf(turned[0]!)).toMatch(/^Taxi Affiliation Services, branch number 0Taxi .*…$/);
  });

  test("writes only some of a thousand names and draws every bar", () => {
    const many = Array.from({ length: 1000 }, (_, index) => `c${index}`);
    const svg = bars(many, [{ name: "x", values: many.map((_, index) => index) }]);
    expect(all(svg, "rect")).toHaveLength(1000);
    expect(texts(svg).filter((text) => /^c\d/.test(text)).length).toBeLessThan(50);
  });

  test("says that there is no data", () => {
    expect(texts(bars([], []))).toContain("no data");
    expect(texts(bars(["a"], [{ name: "x", values: [] }]))).toContain("no data");
  });

  test("escapes every text", () => {
    const svg = barChartSvg({
      kind: "bar",
      title: hostile,
      xLabel: hostile,
      yLabel: hostile,
      categories: [hostile],
      series: [{ name: hostile, values: [1] }],
    });
    expect(svg).not.toContain("<script");
    expect(texts(svg)).toContain(hostile);
  });
});

describe("any chart", () => {
  const number = fc.oneof(
    fc.double(),
    fc.integer(),
    fc.constantFrom(0, -0, 5e-324, Number.MAX_VALUE, -Number.MAX_VALUE, Number.NaN),
    fc.constant(null as unknown as number),
  );
  const text = fc.oneof(fc.string({ unit: "binary", maxLength: 30 }), fc.constantFrom(hostile, "", "$&", "日本語 ".repeat(30)));
  const size = fc.option(
    fc.record({
      width: fc.oneof(fc.integer({ min: -5, max: 3000 }), fc.constant(Number.NaN)),
      height: fc.integer({ min: -5, max: 3000 }),
    }),
    { nil: undefined },
  );
  const domain = { xDomain: fc.tuple(number, number), yDomain: fc.tuple(number, number), diagonal: fc.boolean() };
  const words = { title: text, xLabel: text, yLabel: text };
  const lineChart: fc.Arbitrary<LineChart> = fc.record(
    {
      kind: fc.constant("line" as const),
      ...words,
      ...domain,
      series: fc.array(fc.record({ name: text, points: fc.array(fc.tuple(number, number)) }), { maxLength: 15 }),
    },
    { requiredKeys: ["kind", "title", "xLabel", "yLabel", "series"] },
  );
  const barChart: fc.Arbitrary<BarChart> = fc.record({
    kind: fc.constant("bar" as const),
    ...words,
    categories: fc.array(text, { maxLength: 80 }),
    series: fc.array(fc.record({ name: text, values: fc.array(number, { maxLength: 80 }) }), { maxLength: 15 }),
  });

  test("of lines is well-formed, without NaN, and the same twice", () => {
    fc.assert(
      fc.property(lineChart, size, (chart, wanted) => {
        const svg = lineChartSvg(chart, wanted);
        expect(badAttributes(readXml(svg))).toEqual([]);
        expect(lineChartSvg(structuredClone(chart), wanted)).toBe(svg);
      }),
      { numRuns: 300 },
    );
  });

  test("of bars is well-formed, without NaN, and the same twice", () => {
    fc.assert(
      fc.property(barChart, size, (chart, wanted) => {
        const svg = barChartSvg(chart, wanted);
        expect(badAttributes(readXml(svg))).toEqual([]);
        expect(barChartSvg(structuredClone(chart), wanted)).toBe(svg);
      }),
      { numRuns: 300 },
    );
  });
});
