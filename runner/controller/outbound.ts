import type { Controller } from "./controller.ts";

/** The last nodes of what a node stands for: what comes next is drawn after them. */
export function outboundOf(name: string, run: Controller): readonly string[] {
  const node = run.nodes.get(name);
  if (node === undefined) return [];
  const children = () => node.children.map((child) => run.nodes.get(child)).filter((child) => child !== undefined);
  switch (node.type) {
    case "Pod": {
      const containers = children().filter(({ type, boundary }) => type === "Container" && boundary === name);
      return containers.length === 0 ? [name] : containers.flatMap((container) => outboundOf(container.name, run));
    }
    case "Container": {
      const containers = children().filter(({ type }) => type === "Container");
      return containers.length === 0 ? [name] : containers.flatMap((container) => outboundOf(container.name, run));
    }
    case "TaskGroup":
      return node.children.length === 0 ? [name] : node.children.flatMap((child) => outboundOf(child, run));
    case "Retry": {
      const last = node.children.at(-1);
      return last === undefined ? [name] : outboundOf(last, run);
    }
    case "DAG":
    case "Steps":
      return node.outbound ?? [];
    default:
      return [name];
  }
}
