import { graphSvg } from "../../../util/graph/graph-svg.ts";
import type { ReportRun } from "../report-run.ts";
import { runGraph } from "../run-graph.ts";
import { section } from "./html.ts";

/** The graph with the state of each step; a click leads to the step. */
export function graphSection(run: ReportRun): string {
  const { graph, numLeftOut } = runGraph(run);
  if (graph.nodes.length === 0) return "";
  const places = new Map(run.steps.map(({ id, node }) => [node.node, `#${id}`]));
  const svg = graphSvg(graph, { link: ({ id }) => places.get(id) });
  const note = numLeftOut === 0 ? "" : `<figcaption>${numLeftOut} more nodes are not drawn.</figcaption>`;
  return section("graph", "Graph", `<figure>${svg}${note}</figure>`);
}
