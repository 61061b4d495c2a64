import type { Template } from "../../compiler/argo/model.generated.ts";

/** A DAG or Steps node, for what is inside of it. */
export interface Boundary {
  readonly node: string;
  readonly template: Template;
  /** Whether its text mentions what a step of it prints: only then it is kept. */
  readonly readsResult: (step: string) => boolean;
}

export function boundaryOf(node: string, template: Template): Boundary {
  let read: ReadonlySet<string> | undefined;
  return {
    node,
    template,
    readsResult: (step) => {
      read ??= resultsIn(template);
      return read.has(step);
    },
  };
}

/** The names of `tasks.a.outputs.result` and `tasks['a'].outputs.result`, wherever they stand. */
function resultsIn(template: Template): ReadonlySet<string> {
  const word = template.dag === undefined ? "steps" : "tasks";
  const text = JSON.stringify(template);
  const found = text.matchAll(new RegExp(`${word}(?:\\.([a-zA-Z0-9-]+)|\\['([a-zA-Z0-9-]+)'\\])\\.outputs\\.result`, "g"));
  return new Set([...found].map(([, plain, quoted]) => plain ?? quoted ?? ""));
}

/** The step that a node is a turn or a try of: `a` of `main[0].a(1:x)(0)`. A hook of it is none. */
export function stepOfNode(node: string, boundary: string): string {
  const inside = node.slice(boundary.length).replace(/^(\[\d+\])?\./, "");
  const end = inside.indexOf("(");
  return end < 0 ? inside : inside.slice(0, end);
}
