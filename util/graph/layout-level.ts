import * as dagre from "@dagrejs/dagre";

export type Place = readonly [x: number, y: number];

export interface LevelBox {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

/** An arrow between two boxes of a level; without `from` it comes in through the top, without `to` it leaves through the bottom. */
export interface LevelArrow {
  readonly key: string;
  readonly from?: string;
  readonly to?: string;
  /** Room for its words. */
  readonly label?: { readonly width: number; readonly height: number };
  /** Arrows with more weight are kept shorter and straighter. */
  readonly weight: number;
}

export interface LevelLayout {
  readonly width: number;
  readonly height: number;
  /** The left top corner of each box. */
  readonly corners: ReadonlyMap<string, Place>;
  readonly paths: ReadonlyMap<string, { readonly points: readonly Place[]; readonly labelAt: Place }>;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const gap = 40;
/** More boxes and arrows than this get the layers that are found fast, not those with the shortest arrows: the time of the others grows quadratically. */
const maxExact = 400;

/**
 * Lays out boxes and arrows that are beside each other, from above to below, in layers: Sugiyama's method as dagre does it.
 *
 * An arrow that comes in from outside gets a place of its own above all boxes, held there by one unseen root, so that its way down leads
 * around boxes and not across them; one that leaves gets a place below them.
 */
export function layoutLevel(boxes: readonly LevelBox[], arrows: readonly LevelArrow[]): LevelLayout {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  const ranker = boxes.length + arrows.length > maxExact ? "longest-path" : "network-simplex";
  graph.setGraph({ rankdir: "TB", nodesep: 26, ranksep: gap, edgesep: 14, ranker });
  for (const { id, width, height } of boxes) graph.setNode(id, { width, height });
  holdPorts(graph, boxes, arrows);
  for (const { key, from, to, label, weight } of arrows) {
    graph.setEdge(
      from ?? `in ${key}`,
      to ?? `out ${key}`,
      { weight, ...(label === undefined ? {} : { ...label, labelpos: "c" }) },
      key,
    );
  }
  dagre.layout(graph);
  const laid = new Map(boxes.map(({ id, width, height }) => [id, { width, height, ...(graph.node(id) as unknown as Point) }]));
  const [top, bottom] = reach([...laid.values()].flatMap(({ y, height }) => [y - height / 2, y + height / 2]));
  const paths = arrows.map(({ key, from, to }) => {
    const edge = graph.edge(from ?? `in ${key}`, to ?? `out ${key}`, key);
    const points = (edge.points ?? []) as readonly Point[];
    const [start, end] = [from === undefined ? undefined : laid.get(from), to === undefined ? undefined : laid.get(to)];
    const labelAt = { x: edge.x ?? 0, y: edge.y ?? 0 };
    if (start === undefined) return { key, labelAt, points: fromBorder(points, top, end!.x) };
    if (end === undefined) return { key, labelAt, points: fromBorder(points.toReversed(), bottom, start.x).toReversed() };
    return { key, labelAt, points };
  });
  const beside = paths.flatMap(({ points }) => points.flatMap(({ x }) => [x - 6, x + 6]));
  const [left, right] = reach([...laid.values()].flatMap(({ x, width }) => [x - width / 2, x + width / 2]).concat(beside));
  const moved = ({ x, y }: Point): Place => [x - left, y - top];
  return {
    width: right - left,
    height: bottom - top,
    corners: new Map([...laid].map(([id, box]) => [id, moved({ x: box.x - box.width / 2, y: box.y - box.height / 2 })])),
    paths: new Map(paths.map(({ key, points, labelAt }) => [key, { points: points.map(moved), labelAt: moved(labelAt) }])),
  };
}

/** The smallest and the largest of some numbers. */
function reach(numbers: readonly number[]): readonly [number, number] {
  return numbers.reduce(
    ([least, most], number) => [Math.min(least, number), Math.max(most, number)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
}

/**
 * The way of an outside arrow from the border (a height) to its box: what lies beyond the border is cut away, and an arrow whose box is
 * right there goes straight to the box's middle.
 */
function fromBorder(points: readonly Point[], border: number, middle: number): readonly Point[] {
  const end = points.at(-1);
  if (end === undefined) return points;
  const beyond = (y: number): boolean => Math.sign(y - border) === Math.sign(points[0]!.y - border);
  const lastBeyond = points.findLastIndex(({ y }) => beyond(y));
  if (lastBeyond >= points.length - 2)
    return [
      { x: middle, y: border },
      { x: middle, y: end.y },
    ];
  return [{ x: points[lastBeyond]!.x, y: border }, ...points.slice(lastBeyond + 1)];
}

/** Places outside arrows in the first and in the last layer. */
function holdPorts(graph: dagre.Graph, boxes: readonly LevelBox[], arrows: readonly LevelArrow[]): void {
  const point = { width: 1, height: 1 };
  const incoming = arrows.filter(({ from }) => from === undefined);
  const leaving = arrows.filter(({ to }) => to === undefined);
  if (incoming.length > 0) graph.setNode("root", { ...point });
  if (leaving.length > 0) graph.setNode("end", { ...point });
  for (const { key } of incoming) graph.setNode(`in ${key}`, { ...point }).setEdge("root", `in ${key}`, { weight: 100 });
  for (const { key } of leaving) graph.setNode(`out ${key}`, { ...point }).setEdge(`out ${key}`, "end", { weight: 100 });
  const [targets, sources] = [new Set(arrows.map(({ to }) => to)), new Set(arrows.map(({ from }) => from))];
  for (const { id } of boxes) {
    if (incoming.length > 0 && !targets.has(id)) graph.setEdge("root", id, { weight: 0, minlen: 2 });
    if (leaving.length > 0 && !sources.has(id)) graph.setEdge(id, "end", { weight: 0, minlen: 2 });
  }
}
