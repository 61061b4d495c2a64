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
  const controls = `<div class="controls" id="graph-controls" hidden=""><label>Find in the graph <input type="search" id="graph-query"/></label>
<button type="button" data-zoom="out" aria-label="Smaller">−</button><button type="button" data-zoom="in" aria-label="Larger">+</button><button type="button" data-zoom="fit">Fit</button><button type="button" data-zoom="one">100%</button>
<span class="muted" id="graph-count" role="status"></span></div>`;
  return section(
    "graph",
    "Graph",
    `${controls}<figure id="graph-view" tabindex="0" aria-label="Graph of the run">${svg}${note}</figure>`,
  );
}
