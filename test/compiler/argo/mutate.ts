import type { Random } from "./random.ts";

type Container = Record<string | number, unknown>;

interface Spot {
  readonly owner: Container;
  readonly key: string | number;
}

/** Values that are wrong in most places, and right in some. */
const strange: readonly unknown[] = [
  5,
  -1,
  0,
  1.5,
  2 ** 40,
  1e300,
  "",
  "x",
  "a b",
  "5",
  "500m",
  "true",
  "2030-01-31T12:00:00Z",
  "{{item}}",
  "ünïcode",
  true,
  false,
  null,
  [],
  {},
  ["a"],
  [null],
  [["a"]],
  [{}],
  { a: 1 },
  { a: "b" },
  { name: "x" },
  [{ name: "x" }, { name: "x" }],
  "x".repeat(300),
];
const fields = [
  "container",
  "dag",
  "suspend",
  "timeout",
  "name",
  "value",
  "s3",
  "raw",
  "depends",
  "dependencies",
  "continueOn",
  "when",
  "foo",
  "activeDeadlineSeconds",
  "metadata",
  "spec",
];

/** Changes one place of an object, in it. What comes out is wrong more often than not. */
export function mutate(object: Container, random: Random): void {
  const spots = spotsOf(object);
  const { owner, key } = random.one(spots);
  const value = owner[key];
  switch (random.below(8)) {
    case 0:
      remove(owner, key);
      return;
    case 1:
    case 2:
      owner[key] = random.one(strange);
      return;
    case 3: // a misspelt key
      if (Array.isArray(owner)) owner.push(structuredClone(value));
      else {
        delete owner[key];
        owner[`${String(key).slice(0, -1)}${random.one(["", "x", "S"])}`] = value;
      }
      return;
    case 4:
      if (isObject(value)) value[random.one(fields)] = random.one(strange);
      else owner[key] = [value];
      return;
    case 5: // what stands elsewhere
      owner[key] = structuredClone(valueAt(random.one(spots)));
      return;
    case 6:
      if (Array.isArray(value)) value.push(structuredClone(value[0] ?? "x"));
      else if (typeof value === "string") owner[key] = value + random.one([" ", "-", "_", "9", "Ä", "\n", "y".repeat(130)]);
      else if (typeof value === "number") owner[key] = random.one([(value % 1000) + 0.5, -value, value * 1e9, String(value)]);
      return;
    case 7:
      if (isObject(value)) for (const one of Object.keys(value)) if (random.chance(0.3)) value[one] = null;
      return;
  }
}

const valueAt = ({ owner, key }: Spot): unknown => owner[key];

function remove(owner: Container, key: string | number): void {
  if (Array.isArray(owner)) owner.splice(key as number, 1);
  else delete owner[key];
}

/** Every place inside an object but its kind and version. */
function spotsOf(object: Container): readonly Spot[] {
  const spots: Spot[] = [];
  const visit = (owner: Container) => {
    for (const key of Array.isArray(owner) ? owner.keys() : Object.keys(owner)) {
      if (owner === object && (key === "kind" || key === "apiVersion")) continue;
      spots.push({ owner, key });
      const value = owner[key];
      if (isObject(value)) visit(value);
    }
  };
  visit(object);
  return spots;
}

const isObject = (value: unknown): value is Container => typeof value === "object" && value !== null;
