import { textWidth } from "../charts/fit-text.ts";
import type { GraphEdge } from "./graph.ts";
import type { GraphIndex } from "./graph-index.ts";
import { type LevelArrow, layoutLevel, type Place } from "./layout-level.ts";
import { detailSize, type NodeTexts } from "./node-texts.ts";

/** Room between a cluster's border and what is inside; its own words stand above that. */
export const inset = { side: 16, top: 34, bottom: 16 };

/** The inside of one cluster, or the whole: its boxes with their own insides. Places are relative to its left top corner. */
export interface NestedLevel {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly NestedBox[];
  readonly pieces: readonly Piece[];
}

export interface NestedBox {
  readonly id: string;
  readonly corner: Place;
  readonly width: number;
  readonly height: number;
  readonly inner?: NestedLevel;
}

/** The part of an edge's way that is on one level. */
export interface Piece {
  readonly edge: NumberedEdge;
  /** Whether both ends are on this level, or it comes in from around it, or leaves it. */
  readonly part: "here" | "in" | "out";
  readonly points: readonly Place[];
  readonly labelAt: Place;
}

export interface NumberedEdge {
  readonly key: string;
  readonly edge: GraphEdge;
  readonly label: string;
}

/** Lays out what is inside a node, from the innermost levels outwards. `edges` are those with an end in there. */
export function nestedLevel(
  parent: string | undefined,
  index: GraphIndex,
  texts: ReadonlyMap<string, NodeTexts>,
  edges: readonly NumberedEdge[],
): NestedLevel {
  const boxes = index.inside(parent).map(({ id }) => {
    const { width, height, header } = texts.get(id)!;
    if (index.inside(id).length === 0) return { id, width, height };
    const inner = nestedLevel(
      id,
      index,
      texts,
      edges.filter(({ edge }) => endsInside(edge, id, index)),
    );
    return { id, width: Math.max(header, inner.width + 2 * inset.side), height: inner.height + inset.top + inset.bottom, inner };
  });
  const arrows = edges.flatMap((edge) => arrowOf(edge, parent, index));
  // dagre has words of its own among names; short names are none of them.
  const layout = layoutLevel(
    boxes.map((box) => ({ ...box, id: index.shortId.get(box.id)! })),
    arrows.map(({ arrow }) => arrow),
  );
  return {
    width: layout.width,
    height: layout.height,
    boxes: boxes.map((box) => ({ ...box, corner: layout.corners.get(index.shortId.get(box.id)!)! })),
    pieces: arrows.map(({ edge, part }) => ({ edge, part, ...layout.paths.get(edge.key)! })),
  };
}

/** The child of `parent` that is a node or holds it; none when the node is elsewhere or is `parent` itself. */
function childHolding(id: string, parent: string | undefined, index: GraphIndex): string | undefined {
  let at = id;
  for (let above = index.parentOf(at); above !== parent; above = index.parentOf(at)) {
    if (above === undefined) return undefined;
    at = above;
  }
  return at;
}

function endsInside({ from, to }: GraphEdge, id: string, index: GraphIndex): boolean {
  return childHolding(from, id, index) !== undefined || childHolding(to, id, index) !== undefined;
}

/** What an edge is on a level; nothing, when both its ends are inside one box. */
function arrowOf(
  edge: NumberedEdge,
  parent: string | undefined,
  index: GraphIndex,
): readonly { edge: NumberedEdge; part: Piece["part"]; arrow: LevelArrow }[] {
  const [from, to] = [childHolding(edge.edge.from, parent, index), childHolding(edge.edge.to, parent, index)];
  if (from === to) return [];
  const part = from === undefined ? "in" : to === undefined ? "out" : "here";
  const arrow = {
    key: edge.key,
    weight: edge.edge.style === "order" ? 1 : 2,
    ...(from === undefined ? {} : { from: index.shortId.get(from)! }),
    ...(to === undefined ? {} : { to: index.shortId.get(to)! }),
    ...(part === "here" && edge.label !== "" ? { label: { width: textWidth(edge.label, detailSize) + 8, height: 16 } } : {}),
  };
  return [{ edge, part, arrow }];
}
