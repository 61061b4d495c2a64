import { fitText, textWidth } from "../charts/fit-text.ts";
import { oneLine } from "./cell-text.ts";
import type { GraphNode } from "./graph.ts";

/** Font sizes in pixels. */
export const labelSize = 13;
export const detailSize = 11.5;

const maxWidth = 210;
const maxHeader = 420;

/** The words of a node as they are drawn, and the room they need. */
export interface NodeTexts {
  readonly label: string;
  readonly detail: string;
  readonly width: number;
  readonly height: number;
  /** What a cluster's words need, which stand in one line. */
  readonly header: number;
}

export function nodeTexts(node: GraphNode, isCluster: boolean): NodeTexts {
  const room = isCluster ? maxHeader / 2 : maxWidth;
  const label = fitText(oneLine(node.label), room, labelSize) || " ";
  const detail = fitText(oneLine(node.detail ?? ""), room, detailSize);
  const [labelWidth, detailWidth] = [textWidth(label, labelSize * 1.08), textWidth(detail, detailSize)];
  return {
    label,
    detail,
    width: Math.max(70, Math.ceil(Math.max(labelWidth, detailWidth) + (node.state === undefined ? 28 : 50))),
    height: detail === "" ? 34 : 48,
    header: Math.ceil(labelWidth + detailWidth + 50),
  };
}
