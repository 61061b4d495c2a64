import { basename, dirname } from "node:path";
import { type ExitCode, exitCode } from "../exit-codes.ts";
import { checkedPipeline } from "../front.ts";
import { loadProfile } from "../load-profile.ts";
import { oneOf, parseVerbArgs } from "../parse-args.ts";
import { planGraph } from "../plan-graph.ts";
import { writeWhole } from "./compile.ts";

export async function graphCommand(args: readonly string[]): Promise<ExitCode> {
  const { file, options } = parseVerbArgs("graph", args, { format: { type: "string" }, out: { type: "string", short: "o" } });
  const format = oneOf("format", options.format, ["text", "mermaid", "dot", "svg"]) ?? "text";
  const graph = planGraph((await checkedPipeline(file, await loadProfile(undefined, file))).plan);
  const text = await draw[format](graph);
  if (options.out === undefined) process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
  else await writeWhole(dirname(options.out), basename(options.out), text);
  return exitCode.fine;
}

type Draw = (graph: ReturnType<typeof planGraph>) => Promise<string>;

const draw: Readonly<Record<"text" | "mermaid" | "dot" | "svg", Draw>> = {
  text: async (graph) =>
    (await import("../../util/graph/graph-text.ts")).graphText(graph, { width: process.stdout.columns ?? 80 }),
  mermaid: async (graph) => (await import("../../util/graph/graph-mermaid.ts")).graphMermaid(graph),
  dot: async (graph) => (await import("../../util/graph/graph-dot.ts")).graphDot(graph),
  svg: async (graph) => (await import("../../util/graph/graph-svg.ts")).graphSvg(graph),
};
