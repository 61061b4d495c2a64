import { curveBasis, line } from "d3-shape";
import { px } from "../charts/chart-frame.ts";
import { textWidth } from "../charts/fit-text.ts";
import { escapeHtml } from "../html/escape-html.ts";
import { oneLine } from "./cell-text.ts";
import type { Graph, GraphNode, GraphState } from "./graph.ts";
import { indexGraph } from "./graph-index.ts";
import { type Box, type GraphLayout, layoutGraph, type Route } from "./graph-layout.ts";
import type { Place } from "./layout-level.ts";
import { detailSize, labelSize } from "./node-texts.ts";
import { stateLook, stateMark } from "./state-look.ts";

export interface GraphSvgOptions {
  /** Where a click on a node leads, such as `#step-3`; the address is escaped here. */
  readonly link?: (node: GraphNode) => string | undefined;
}

/** A large graph shrinks to its frame, but not until nobody can read it: then the frame must scroll. */
const leastScale = 0.6;

const muted = "var(--pw-muted,#5d6670)";
const border = "var(--pw-line,#c3cad1)";
const panel = "var(--pw-panel,#ffffff)";

/**
 * A graph as SVG text, read from above to below. States have a colour and a mark of their own, so that neither alone is needed; a when or
 * for-each is a frame around what is inside it; mere order is dashed. Colours are the page's variables (util/html/theme.ts) with a fallback.
 * All text is escaped. Deterministic.
 */
export function graphSvg(graph: Graph, { link = () => undefined }: GraphSvgOptions = {}): string {
  const layout = layoutGraph(indexGraph(graph));
  // What stands in an image can't be reached with the keyboard.
  const hasLinks = layout.boxes.some(({ node }) => link(node) !== undefined);
  const [width, height] = [Math.ceil(layout.width), Math.ceil(layout.height)];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="${hasLinks ? "group" : "img"}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" style="max-width:100%;min-width:${Math.round(width * leastScale)}px;height:auto" font-family="system-ui,sans-serif" fill="currentColor">`,
    `<title>${escapeHtml(oneLine(graph.title ?? "Graph"))}</title>`,
    `<desc>${escapeHtml(describe(layout))}</desc>`,
    ...layout.boxes.filter(({ isCluster }) => isCluster).map(drawCluster),
    ...layout.routes.map(drawRoute),
    ...layout.boxes.filter(({ isCluster }) => isCluster).map((box) => drawClusterName(box, link(box.node))),
    ...layout.boxes.filter(({ isCluster }) => !isCluster).map((box) => drawNode(box, link(box.node))),
    "</svg>",
  ].join("\n");
}

function drawNode(box: Box, href: string | undefined): string {
  const { node, left, top, width, height } = box;
  const { label, detail } = box.texts;
  const { line: stroke, fill, dash } = stateLook(node.state);
  const textAt = node.state === undefined ? left + width / 2 : left + 34;
  const anchor = node.state === undefined ? "middle" : "start";
  const middle = top + height / 2;
  const mark = node.state === undefined ? "" : stateMark(node.state, left + 18, middle);
  const rounding = node.kind === "task" ? 8 : 16;
  const second =
    detail === ""
      ? ""
      : `<text x="${px(textAt)}" y="${px(middle + 14)}" text-anchor="${anchor}" font-size="${detailSize}" fill="${muted}">${escapeHtml(detail)}</text>`;
  return linked(
    href,
    `<g class="node">${hover(node)}<rect x="${px(left)}" y="${px(top)}" width="${px(width)}" height="${px(height)}" rx="${rounding}" fill="${fill}" stroke="${stroke}" stroke-width="1.5"${dash}/>${mark}` +
      `<text x="${px(textAt)}" y="${px(detail === "" ? middle + 4.5 : middle - 3)}" text-anchor="${anchor}" font-size="${labelSize}" font-weight="600">${escapeHtml(label)}</text>${second}</g>`,
  );
}

function drawCluster({ node, left, top, width, height }: Box): string {
  const stroke = node.state === undefined ? border : stateLook(node.state).line;
  return `<rect x="${px(left)}" y="${px(top)}" width="${px(width)}" height="${px(height)}" rx="12" fill="${muted}" fill-opacity="0.06" stroke="${stroke}" stroke-dasharray="5 4"/>`;
}

/** Above the arrows, with a rim in the page's colour, so that it can be read where an arrow crosses it. */
function drawClusterName({ node, left, top, texts }: Box, href: string | undefined): string {
  const mark = node.state === undefined ? "" : stateMark(node.state, left + 20, top + 17);
  const detail = texts.detail === "" ? "" : ` <tspan fill="${muted}">${escapeHtml(texts.detail)}</tspan>`;
  const text = `<tspan font-weight="600">${escapeHtml(texts.label)}</tspan>${detail}`;
  return linked(
    href,
    `<g class="node">${hover(node)}${mark}<text x="${px(left + (mark === "" ? 14 : 34))}" y="${px(top + 21)}" font-size="${detailSize}" stroke="${panel}" stroke-width="4" stroke-opacity="0.8" paint-order="stroke">${text}</text></g>`,
  );
}

function hover(node: GraphNode): string {
  const parts = [node.label, node.detail, node.state].filter((part) => part !== undefined && part !== "");
  return `<title>${escapeHtml(parts.map((part) => oneLine(part!)).join("\n"))}</title>`;
}

function linked(href: string | undefined, svg: string): string {
  return href === undefined ? svg : `<a href="${escapeHtml(href)}">${svg}</a>`;
}

function drawRoute({ edge, points, label, labelAt }: Route): string {
  if (points.length < 2) return "";
  const path = line<Place>()
    .x(([x]) => Number(px(x)))
    .y(([, y]) => Number(px(y)))
    .curve(curveBasis)(points);
  const dash = edge.style === "order" ? ` stroke-dasharray="4 4"` : "";
  const width = textWidth(label, detailSize) + 8;
  const text =
    label === ""
      ? ""
      : `<rect x="${px(labelAt[0] - width / 2)}" y="${px(labelAt[1] - 8)}" width="${px(width)}" height="16" rx="4" fill="${panel}"/>` +
        `<text x="${px(labelAt[0])}" y="${px(labelAt[1] + 4)}" text-anchor="middle" font-size="${detailSize}" fill="${muted}">${escapeHtml(label)}</text>`;
  return `<g color="${muted}"><path d="${path ?? ""}" fill="none" stroke="currentColor" stroke-width="1.4"${dash}/>${arrowHead(points)}${text}</g>`;
}

/** A triangle whose tip is the line's end; markers would need names that are unique in a page. */
function arrowHead(points: readonly Place[]): string {
  const [tipX, tipY] = points.at(-1)!;
  const [fromX, fromY] = points.findLast(([x, y]) => Math.hypot(tipX - x, tipY - y) > 1) ?? [tipX, tipY - 1];
  const length = Math.hypot(tipX - fromX, tipY - fromY);
  const [dx, dy] = [(tipX - fromX) / length, (tipY - fromY) / length];
  const [backX, backY] = [tipX - 8 * dx, tipY - 8 * dy];
  const corner = (side: number): string => `${px(backX + side * 4 * dy)} ${px(backY - side * 4 * dx)}`;
  return `<path d="M${px(tipX)} ${px(tipY)}L${corner(1)}L${corner(-1)}Z"/>`;
}

function describe({ boxes, routes }: GraphLayout): string {
  const states = Map.groupBy(
    boxes.filter(({ node, isCluster }) => node.state !== undefined && !isCluster),
    ({ node }) => node.state as GraphState,
  );
  const counts = [...states].map(([state, found]) => `${found.length} ${state}`).join(", ");
  return `${boxes.length} steps, ${routes.length} arrows${counts === "" ? "" : `: ${counts}`}.`;
}
