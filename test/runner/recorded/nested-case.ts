import type { Template, Workflow } from "../../../compiler/argo/model.generated.ts";
import { Cluster } from "../../../runner/manifest/cluster.ts";
import type { Recorded, RecordedCase } from "./recorded-case.ts";

/** What a workflow's entry template is put into. */
export type Around = "steps" | "dag";

/**
 * A case with its entry template inside of another one: all in it has to do the same, under other names. Undefined where the place in the
 * workflow is what the case is about.
 */
export function nestedCase(read: RecordedCase, around: Around): RecordedCase | undefined {
  const { cluster, records, actions } = read;
  const [workflow] = cluster.workflows;
  const [record] = Object.values(records);
  if (workflow === undefined || record === undefined || Object.keys(records).length > 1 || actions.length > 0) return undefined;
  if (record.refusedBy !== undefined || record.stuck === true || record.nodesOmitted !== undefined || record.order !== undefined)
    return undefined;
  const { spec } = workflow;
  const isAboutTheWhole =
    [spec.onExit, spec.hooks, spec.retryStrategy, spec.templateDefaults, spec.workflowTemplateRef].some(
      (part) => part !== undefined,
    ) ||
    spec.activeDeadlineSeconds !== undefined ||
    /workflow\.(name|mainEntrypoint|outputs)|node\.name|=\s*workflow\b/.test(JSON.stringify(spec));
  const entry = spec.templates?.find(({ name }) => name === spec.entrypoint);
  if (isAboutTheWhole || entry === undefined) return undefined;
  const nested: Workflow = {
    ...workflow,
    spec: { ...spec, entrypoint: "around-it", templates: [...(spec.templates ?? []), outer(entry, spec, around)] },
  };
  const others = cluster.objects.filter((object) => object !== (workflow as unknown));
  const name = workflow.metadata.name ?? read.name;
  return {
    ...read,
    cluster: new Cluster([...others, nested as unknown as (typeof others)[number]]),
    records: { [name]: renamed(record, name, around === "steps" ? `${name}[0].in-it` : `${name}.in-it`) },
  };
}

/** The arguments of a workflow are those of its entry template. */
function outer(entry: Template, { arguments: given }: Workflow["spec"], around: Around): Template {
  const declared = new Set((entry.inputs?.parameters ?? []).map(({ name }) => name));
  const parameters = (given?.parameters ?? [])
    .filter(({ name }) => declared.has(name))
    .map(({ name }) => ({ name, value: `{{workflow.parameters.${name}}}` }));
  const artifacts = (given?.artifacts ?? []).filter(({ name }) => entry.inputs?.artifacts?.some((input) => input.name === name));
  const call = {
    name: "in-it",
    template: entry.name!,
    ...(parameters.length + artifacts.length > 0 && { arguments: { parameters, artifacts } }),
  };
  return { name: "around-it", ...(around === "steps" ? { steps: [[call]] } : { dag: { tasks: [call] } }) };
}

/** A record whose nodes have other names; the entry's node is called as its step. */
function renamed(record: Recorded, from: string, to: string): Recorded {
  const pattern = new RegExp(`(?<![\\w-])${from}(?=[.\\[(]|(?![\\w-]))`, "g");
  const nodes = (record.nodes ?? []).map((node) => {
    const moved = JSON.parse(JSON.stringify(node).replace(pattern, to)) as typeof node;
    return { ...moved, displayName: node.displayName.replace(from, "in-it"), templateName: node.templateName! };
  });
  return { ...record, nodes };
}
