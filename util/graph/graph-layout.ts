import { fitText } from "../charts/fit-text.ts";
import { oneLine } from "./cell-text.ts";
import type { GraphEdge, GraphNode } from "./graph.ts";
import type { GraphIndex } from "./graph-index.ts";
import type { Place } from "./layout-level.ts";
import { inset, type NestedBox, type NestedLevel, type NumberedEdge, nestedLevel, type Piece } from "./nested-level.ts";
import { detailSize, type NodeTexts, nodeTexts } from "./node-texts.ts";

const maxEdgeText = 140;
const margin = 10;

export interface Box {
  readonly node: GraphNode;
  readonly texts: NodeTexts;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** How deep inside other boxes. */
  readonly depth: number;
  /** Whether other boxes are inside. */
  readonly isCluster: boolean;
}

export interface Route {
  readonly edge: GraphEdge;
  readonly points: readonly Place[];
  readonly label: string;
  readonly labelAt: Place;
}

export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  /** Outer boxes before those inside them. */
  readonly boxes: readonly Box[];
  readonly routes: readonly Route[];
}

/**
 * Where everything of a graph lies, in pixels, from above to below. Each cluster is laid out by itself and is then one box in the level
 * around it; an edge from outside to a node inside crosses the border where its way inside begins.
 */
export function layoutGraph(index: GraphIndex): GraphLayout {
  if (index.nodes.size === 0) return { width: 2 * margin, height: 2 * margin, boxes: [], routes: [] };
  const edges = index.edges.map((edge, at) => ({
    key: String(at),
    edge,
    label: fitText(oneLine(edge.label ?? ""), maxEdgeText, detailSize),
  }));
  const texts = new Map([...index.nodes.values()].map((node) => [node.id, nodeTexts(node, index.inside(node.id).length > 0)]));
  const whole = nestedLevel(undefined, index, texts, edges);
  const [boxes, pieces]: [Box[], PlacedPiece[]] = [[], []];
  const place = (level: NestedLevel, [left, top]: Place, depth: number, border?: { top: number; bottom: number }): void => {
    pieces.push(...level.pieces.map((piece) => placed(piece, [left, top], depth, border)));
    for (const box of level.boxes) {
      const at: Place = [left + box.corner[0], top + box.corner[1]];
      const node = index.nodes.get(box.id)!;
      boxes.push({
        node,
        texts: texts.get(box.id)!,
        left: at[0],
        top: at[1],
        width: box.width,
        height: box.height,
        depth,
        isCluster: box.inner !== undefined,
      });
      if (box.inner !== undefined)
        place(box.inner, innerCorner(box, box.inner, at), depth + 1, { top: at[1], bottom: at[1] + box.height });
    }
  };
  place(whole, [margin, margin], 0);
  return { width: whole.width + 2 * margin, height: whole.height + 2 * margin, boxes, routes: routesOf(edges, pieces) };
}

function innerCorner(box: NestedBox, inner: NestedLevel, [left, top]: Place): Place {
  return [left + (box.width - inner.width) / 2, top + inset.top];
}

interface PlacedPiece extends Piece {
  readonly depth: number;
}

/** A piece where it belongs, reaching to the border that it crosses. */
function placed(
  piece: Piece,
  [left, top]: Place,
  depth: number,
  border: { top: number; bottom: number } | undefined,
): PlacedPiece {
  const move = ([x, y]: Place): Place => [x + left, y + top];
  const points = piece.points.map(move);
  const [first, last] = [points[0], points.at(-1)];
  if (piece.part === "in" && border !== undefined && first !== undefined) points.unshift([first[0], border.top]);
  if (piece.part === "out" && border !== undefined && last !== undefined) points.push([last[0], border.bottom]);
  return { ...piece, points, labelAt: move(piece.labelAt), depth };
}

/** Each edge's pieces in one line: out of its levels, across the shared one, into the levels of its end. */
function routesOf(edges: readonly NumberedEdge[], pieces: readonly PlacedPiece[]): readonly Route[] {
  const byEdge = Map.groupBy(pieces, ({ edge }) => edge.key);
  const order = ({ part, depth }: PlacedPiece): number => (part === "out" ? -depth - 1 : part === "in" ? depth + 1 : 0);
  return edges.map(({ key, edge, label }) => {
    const parts = (byEdge.get(key) ?? []).toSorted((a, b) => order(a) - order(b));
    const shared = parts.findIndex(({ part }) => part === "here");
    // Where two pieces meet, the inner one knows the place on the border.
    const points = parts.flatMap((piece, at) =>
      piece.points.slice(at > 0 && at <= shared ? 1 : 0, at >= shared && at < parts.length - 1 ? -1 : undefined),
    );
    return { edge, points, label, labelAt: parts[shared]?.labelAt ?? ([0, 0] as const) };
  });
}
