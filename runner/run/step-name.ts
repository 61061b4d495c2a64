/**
 * What a step is called: its node's name without the workflow's in front. The only step of a workflow without a DAG is called as its template.
 *
 * @example
 * stepName("taxi-x7f2", "taxi-x7f2.trials(0:1).train", "train") // => "trials(0:1).train"
 */
export function stepName(workflow: string, node: string, template: string): string {
  if (node === workflow) return template === "" ? node : template;
  return node.startsWith(workflow) ? node.slice(workflow.length).replace(/^\./, "") : node;
}
