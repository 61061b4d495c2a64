import { readFile, writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  component,
  days,
  File,
  forEach,
  listOf,
  pipeline,
  type RefOf,
  repeatUntil,
  type TaskOptions,
  when,
} from "../../dsl/index.ts";
import { cacheKeys } from "../helpers/cache-keys.ts";
import { compileObjects } from "../helpers/compile-objects.ts";
import { randomFrom } from "../helpers/random-from.ts";
import { expectValidManifest } from "../helpers/valid-manifest.ts";

const leaf = component({
  name: "leaf",
  params: { text: z.string() },
  outputs: { file: File, yes: z.boolean(), no: z.boolean(), two: z.array(z.int()) },
  run: async ({ params, outputs }) => {
    await writeFile(outputs.file.path, params.text);
    return { yes: true, no: false, two: [1, 2] };
  },
});
const copy = component({
  name: "copy",
  inputs: { from: File },
  outputs: { file: File, yes: z.boolean() },
  run: async ({ inputs, outputs }) => {
    await writeFile(outputs.file.path, `(${await readFile(inputs.from.path, "utf8")})`);
    return { yes: true };
  },
});
const join = component({
  name: "join",
  inputs: { all: listOf(File) },
  outputs: { file: File },
  run: async ({ inputs, outputs }) => {
    const texts = await Promise.all(inputs.all.map(({ path }) => readFile(path, "utf8")));
    await writeFile(outputs.file.path, texts.join("+"));
  },
});
const pair = component({
  name: "pair",
  inputs: { left: File, right: File },
  outputs: { file: File },
  run: async ({ inputs, outputs }) => {
    const texts = await Promise.all([inputs.left, inputs.right].map(({ path }) => readFile(path, "utf8")));
    await writeFile(outputs.file.path, texts.join("|"));
  },
});
const readOne = component({ name: "read-one", params: { reader: z.string() }, inputs: { one: File }, run: () => {} });
const readAll = component({ name: "read-all", params: { reader: z.string() }, inputs: { all: listOf(File) }, run: () => {} });
const cached = { cache: { maxAge: days(7) } };

type FileRef = ReturnType<typeof copy>["file"];

/** An artifact, and the leaves whose text is in it. */
interface Made {
  readonly ref: FileRef;
  readonly from: ReadonlySet<number>;
}

/** A pipeline of words inside words, its leaves with these texts; and for each cached reader that runs the leaves in what it reads. */
function randomProgram(seed: number, textOf: (index: number) => string, options: TaskOptions = cached) {
  const random = randomFrom(seed);
  const below = (count: number): number => Math.floor(random() * count);
  const readers = new Map<string, Set<number>>();
  let leaves = 0;
  let names = 0;
  const read = (made: Made): Made => {
    if (random() < 0.6) {
      const reader = `reader-${names++}`;
      readOne({ reader, one: made.ref }).with(options);
      readers.set(reader, new Set(made.from));
    }
    return made;
  };
  const makeLeaf = (): Made & { readonly flags: Pick<ReturnType<typeof leaf>, "yes" | "no" | "two"> } => {
    const index = leaves++;
    const { file, ...flags } = leaf({ text: textOf(index) });
    return { ref: file, from: new Set([index]), flags };
  };
  const copied = ({ ref, from }: Made): Made => ({ ref: copy({ from: ref }).file, from });
  /** `outer` may be read wherever the body stands. */
  const make = (depth: number, outer: Made): Made => {
    if (depth === 0) return read(below(3) === 0 ? outer : makeLeaf());
    switch (below(6)) {
      case 0:
        return read(copied(make(depth - 1, outer)));
      case 1: {
        const asked = makeLeaf();
        const runsFirst = below(2) === 0;
        const made: Made[] = [];
        const ends = (one: Made) => {
          made.push(one);
          return { file: one.ref };
        };
        const { file } = when(runsFirst ? asked.flags.yes : asked.flags.no, () => ends(copied(make(depth - 1, outer)))).otherwise(
          () => ends(below(2) === 0 ? outer : make(depth - 1, outer)),
        );
        return read({ ref: file, from: made[runsFirst ? 0 : 1]!.from });
      }
      case 2: {
        const items = below(2) === 0 ? [1, 2] : makeLeaf().flags.two;
        let made: Made | undefined;
        const { file } = forEach(
          items as readonly number[],
          () => {
            made = copied(below(2) === 0 ? outer : make(depth - 1, outer));
            return { file: made.ref };
          },
          below(2) === 0 ? {} : { parallelism: 2 },
        );
        const reader = `reader-${names++}`;
        readAll({ reader, all: file }).with(options);
        readers.set(reader, new Set(made!.from));
        return read({ ref: join({ all: file }).file, from: made!.from });
      }
      case 3: {
        const start = make(depth - 1, outer);
        const round = -1 - names++; // stands for what the round before gave
        let made: Made | undefined;
        const { file } = repeatUntil(
          (last) => {
            const inside = make(depth - 1, { ref: last.file, from: new Set([...start.from, round]) });
            // what the second round reads comes from the first
            const both = forEach([1], () => ({ file: copy({ from: inside.ref }).file }));
            const next = copy({ from: join({ all: both.file }).file });
            made = { ref: next.file, from: inside.from };
            return { file: next.file, goesOn: next.yes };
          },
          ({ goesOn }) => goesOn.not(),
          { max: 2, start: { file: start.ref } },
        );
        for (const from of readers.values()) if (from.has(round)) for (const index of made!.from) from.add(index);
        return read({ ref: file, from: made!.from });
      }
      case 4: {
        const given = make(depth - 1, outer);
        let made: Made | undefined;
        const called = pipeline({ name: `called-${names++}`, inputs: { one: File } }, ({ one }) => {
          made = make(depth - 1, { ref: one, from: given.from });
          return { file: below(2) === 0 ? copy({ from: made.ref }).file : copied(read(made)).ref };
        });
        return read({ ref: called({ one: given.ref }).file, from: made!.from });
      }
      default: {
        const left = make(depth - 1, outer);
        const right = make(depth - 1, outer);
        return read({ ref: pair({ left: left.ref, right: right.ref }).file, from: new Set([...left.from, ...right.from]) });
      }
    }
  };
  const node = pipeline({ name: "random" }, () => {
    make(3, makeLeaf());
  });
  return { node, readers, leaves };
}

describe("the key of a cached step in bodies of bodies", () => {
  const textOf = (changed: number | undefined) => (index: number) => (index === changed ? "other" : `text ${index}`);

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    "is another one when a leaf in what it reads is, and not for any other leaf (%d)",
    async (seed) => {
      const { node, readers, leaves } = randomProgram(seed, textOf(undefined));
      await expectValidManifest(compileObjects(node));
      const before = await cacheKeys(node);
      expect(Object.keys(before)).not.toEqual([]);
      for (let index = 0; index < leaves; index++) {
        const after = await cacheKeys(randomProgram(seed, textOf(index)).node);
        expect(Object.keys(after).sort()).toEqual(Object.keys(before).sort());
        const changed = Object.keys(before).filter((reader) => JSON.stringify(after[reader]) !== JSON.stringify(before[reader]));
        const reads = Object.keys(before).filter((reader) => readers.get(reader)!.has(index));
        expect(changed.sort()).toEqual(reads.sort());
      }
    },
  );
});

/** The key of a step that reads what a loop over these texts, known as the run goes on, has collected. */
async function keyOfList(texts: readonly string[], inBranch: boolean): Promise<string> {
  const list = component({ name: "list", outputs: { texts: z.array(z.string()) }, run: () => ({ texts: [...texts] }) });
  const made = (one: RefOf<string>) => ({ file: leaf({ text: one }).file });
  const node = pipeline({ name: "lists" }, () => {
    const { yes } = leaf({ text: "" });
    const inside = () => ({ file: forEach(list().texts, made).file });
    const { file } = inBranch ? when(yes, inside).otherwise(inside) : inside();
    readAll({ reader: "reader", all: file }).with(cached);
  });
  const { reader } = await cacheKeys(node);
  return reader![0]!;
}

describe("the key of a step that reads a list", () => {
  it("tells items, their order and their number apart", async () => {
    const lists = [["a", "b"], ["b", "a"], ["a", "b", "b"], ["a"], ["ab"], []];
    const keys = await Promise.all(lists.map((texts) => keyOfList(texts, false)));
    expect(new Set(keys).size).toBe(lists.length);
    expect(await keyOfList(["a", "b"], false)).toBe(keys[0]);
  });

  it("is the same when a branch gives the same list", async () => {
    expect(await keyOfList(["a", "b"], true)).not.toBe(await keyOfList(["a", "c"], true));
    expect(await keyOfList(["a", "b"], true)).toBe(await keyOfList(["a", "b"], false));
    expect(await keyOfList([], true)).toBe(await keyOfList([], false));
  });
});

it("each round of a repetition has the key of what the round before gave", async () => {
  const keysOf = (text: string) =>
    cacheKeys(
      pipeline({ name: "rounds" }, () => {
        repeatUntil(
          (last) => {
            readOne({ reader: "round", one: last.file }).with(cached);
            const { file, yes } = copy({ from: last.file });
            return { file, yes };
          },
          ({ yes }) => yes.not(),
          { max: 3, start: { file: leaf({ text }).file } },
        );
      }),
    );
  const before = await keysOf("a");
  expect(new Set(before["round"]).size).toBe(3);
  const after = await keysOf("(a)"); // begins with what the second round of the other begins with
  expect(before["round"]!.filter((key) => after["round"]!.includes(key))).toHaveLength(2);
});

describe("the key of a step in a pipeline of several parts", () => {
  const keysOf = (first: string, other: string) =>
    cacheKeys(
      pipeline({ name: "parts" }, () => {
        const given = leaf({ text: first });
        const { file: items } = forEach([1, 2], () => ({ file: copy({ from: given.file }).file }));
        for (let index = 0; index < 185; index++) leaf({ text: other });
        // the branches hand on, far away, what nobody who is cached reads here
        const merged = when(given.no, () => ({ file: copy({ from: given.file }).file })).otherwise(() => ({ file: given.file }));
        readOne({ reader: "merged", one: merged.file }).with(cached);
        readAll({ reader: "list", all: items }).with(cached);
      }),
    );

  it("is made of what comes from other parts", { timeout: 60_000 }, async () => {
    const before = await keysOf("a", "b");
    expect(Object.keys(before).sort()).toEqual(["list", "merged"]);
    expect(await keysOf("a", "c")).toEqual(before);
    const after = await keysOf("c", "b");
    expect(after["list"]).not.toEqual(before["list"]);
    expect(after["merged"]).not.toEqual(before["merged"]);
  });
});

describe("what the author says instead of a digest", () => {
  const keysOf = (text: string, word: string | number, month = "2026-01") =>
    cacheKeys(
      pipeline({ name: "words", params: { month: z.string().default(month) } }, ({ month }) => {
        const { file } = leaf({ text });
        readOne({ reader: "constant", one: file }).with({ cache: { maxAge: days(7), digests: { one: word } } });
        readOne({ reader: "ref", one: file }).with({ cache: { maxAge: days(7), digests: { one: month } } });
        readOne({ reader: "later", one: file })
          .with({ cache: { maxAge: days(7), digests: { one: word } } })
          .with({ cache: { maxAge: days(7) } });
        forEach(["x"], (item) => {
          readOne({ reader: "item", one: file }).with({ cache: { maxAge: days(7), digests: { one: item } } });
        });
      }),
    );

  it("is in the key, and the digest is not", async () => {
    const before = await keysOf("a", "1");
    const changed = async (after: ReturnType<typeof keysOf>) => {
      const keys = await after;
      return Object.keys(before).filter((reader) => keys[reader]![0] !== before[reader]![0]);
    };
    expect(await changed(keysOf("b", "1"))).toEqual(["later"]);
    expect(await changed(keysOf("a", "2"))).toEqual(["constant"]);
    expect(await changed(keysOf("a", 1))).toEqual(["constant"]); // a number is another value than a text
    expect(await changed(keysOf("a", "1", "2026-02"))).toEqual(["ref"]);
    expect(await changed(keysOf("a", "{{workflow.name}} $(X) '\"\\"))).toEqual(["constant"]);
  });
});

it("what is read by a variable or instead of a digest alone is merged and collected", async () => {
  const node = pipeline({ name: "alone" }, () => {
    const { file, yes } = leaf({ text: "a" });
    const merged = when(yes, () => ({ word: leaf({ text: "b" }).yes })).otherwise(() => ({ word: yes }));
    const { words } = forEach([1, 2], () => ({ words: leaf({ text: "c" }).two }));
    readOne({ reader: "variable", one: file }).with({ env: { WORD: merged.word } });
    readOne({ reader: "digest", one: file }).with({ cache: { maxAge: days(7), digests: { one: words } } });
  });
  expect(Object.keys(await cacheKeys(node))).toEqual(["digest"]);
  const manifest = JSON.stringify(compileObjects(node));
  expect(manifest).toContain('"name":"word","valueFrom"');
});

it("a manifest without cached steps has nothing of digests but what components write", () => {
  const manifest = (options: TaskOptions) =>
    JSON.stringify(compileObjects(randomProgram(2, (index) => `text ${index}`, options).node));
  expect(manifest(cached)).toMatch(/"digest-file","valueFrom":\{"(?:expression|parameter)"/);
  expect(manifest({})).not.toMatch(/digest_|sha256sum|"digest-file","valueFrom":\{"(?:expression|parameter)"/);
});
