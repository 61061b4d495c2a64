import type { Arguments, DAGTask, Template } from "../../compiler/argo/model.generated.ts";
import { dependsOnAll, evaluateDepends, parseDepends } from "../../compiler/expression/depends.ts";
import { evaluateWhen } from "../../compiler/expression/when.ts";
import { resolveArguments } from "./arguments.ts";
import { ancestorsOf, type DagGraph, dagGraph } from "./dag-graph.ts";
import { dagOutputs } from "./dag-outputs.ts";
import { dagPhase } from "./dag-phase.ts";
import { runExitHook } from "./exit-hook.ts";
import type { BoundInputs } from "./inputs.ts";
import { loopItems } from "./loop-items.ts";
import { endNode, startNode } from "./node-events.ts";
import { endedNode, type NodeResult } from "./node-result.ts";
import { type Call, limitsOf, type RunState } from "./run-state.ts";
import { substitute } from "./substitute.ts";
import { joinTags, type Tags } from "./tags.ts";
import { aggregate, dependsResults, type TaskResult, taskTags } from "./task-result.ts";

/** Runs the tasks of a DAG, each as soon as what it depends on has ended. */
export async function executeDag(
  state: RunState,
  call: Call,
  template: Template,
  inputs: BoundInputs,
  execute: ExecuteTemplate,
): Promise<NodeResult> {
  const graph = dagGraph(template.dag!);
  const dag: Dag = { state, call, graph, inputs, execute, running: new Map(), ended: new Map() };
  await Promise.all(graph.order.map((name) => taskResult(dag, name)));
  const phases = new Map([...dag.ended].map(([name, { phase }]) => [name, phase]));
  const phase = dagPhase(graph, phases);
  if (phase !== "Succeeded") return endedNode(phase);
  return dagOutputs(template, joinTags(state.globals, inputs.tags, tagsOf(dag, graph.order)), dag.ended, inputs);
}

type ExecuteTemplate = (state: RunState, call: Call, templateName: string, given: Arguments) => Promise<NodeResult>;

interface Dag {
  readonly state: RunState;
  readonly call: Call;
  readonly graph: DagGraph;
  readonly inputs: BoundInputs;
  /** Calls the template of a task; handed in, since a template may be a DAG again. */
  readonly execute: ExecuteTemplate;
  readonly running: Map<string, Promise<TaskResult>>;
  readonly ended: Map<string, TaskResult>;
}

function taskResult(dag: Dag, name: string): Promise<TaskResult> {
  const known = dag.running.get(name);
  if (known !== undefined) return known;
  const broken = (error: Error): TaskResult => endedNode("Error", error.message); // a DAG ends after its tasks, whatever they do
  const result = runTask(dag, dag.graph.tasks.get(name)!)
    .catch(broken)
    .then((ended) => {
      dag.ended.set(name, ended);
      return ended;
    });
  dag.running.set(name, result);
  return result;
}

async function runTask(dag: Dag, task: DAGTask): Promise<TaskResult> {
  const { graph, state } = dag;
  await Promise.all(graph.parents.get(task.name)!.map((parent) => taskResult(dag, parent)));
  const call = callOf(dag, task);
  if (state.signal.aborted) return skip(dag, call, task, endedNode("Omitted", "the run was stopped"));
  const omitted = omission(dag, task);
  if (omitted !== undefined) return skip(dag, call, task, omitted);
  const tags = joinTags(state.globals, dag.inputs.tags, tagsOf(dag, [...ancestorsOf(task.name, graph)]));
  let items: ReturnType<typeof loopItems>;
  try {
    items = loopItems(substitute({ ...task, when: "", arguments: {} }, tags, { allowUnresolved: true }));
  } catch (error) {
    return skip(dag, call, task, endedNode("Error", (error as Error).message));
  }
  if (items === undefined) return await runOnce(dag, call, task, tags);
  if (items.length === 0) return skip(dag, call, task, endedNode("Skipped", "Skipped, empty params"));
  startNode(state, call, "TaskGroup", { name: task.template ?? "" });
  const results = await Promise.all(
    items.map((item, index) => {
      const suffix = `(${index}:${item.label})`;
      const itemCall: Call = {
        node: call.node + suffix,
        displayName: task.name + suffix,
        parent: call.node,
        task: task.name,
        dependsOn: [],
        depth: call.depth,
        ...limitsOf(call),
      };
      return runOnce(dag, itemCall, task, joinTags(tags, item.tags));
    }),
  );
  const group = aggregate(results);
  endNode(state, call, { ...group, message: "" });
  return group;
}

/** The end of a task that its `depends` does not let run; undefined when it may. */
function omission({ ended }: Dag, task: DAGTask): NodeResult | undefined {
  const depends = task.depends === undefined ? dependsOnAll(task.dependencies ?? []) : parseDepends(task.depends);
  try {
    const holds = evaluateDepends(depends, new Map(depends.names.map((name) => [name, dependsResults(ended.get(name)!)])));
    return holds ? undefined : endedNode("Omitted", "omitted: depends condition not met");
  } catch (error) {
    return endedNode("Error", (error as Error).message);
  }
}

async function runOnce(dag: Dag, call: Call, task: DAGTask, tags: Tags): Promise<NodeResult> {
  let given: ReturnType<typeof resolveArguments>;
  try {
    const when = substitute(task.when ?? "", tags, { allowUnresolved: false });
    if (!evaluateWhen(when)) return skip(dag, call, task, endedNode("Skipped", `when '${when}' evaluated false`));
    const { parameters = [], artifacts = [] } = task.arguments ?? {};
    const located = substitute(artifacts, tags, { allowUnresolved: true }); // `from` names artifacts, which no tag stands for
    given = resolveArguments(
      { parameters: substitute(parameters, tags, { allowUnresolved: false }), artifacts: located },
      dag.inputs,
      dag.ended,
    );
  } catch (error) {
    return skip(dag, call, task, endedNode("Error", (error as Error).message));
  }
  const result = await dag.execute(dag.state, call, task.template ?? "", given);
  await runExitHook(dag, task, call, tags, result);
  return result;
}

/** A task that does not run still is a node. */
function skip(dag: Dag, call: Call, task: DAGTask, result: NodeResult): NodeResult {
  startNode(dag.state, call, "Skipped", { name: task.template ?? "" });
  return endNode(dag.state, call, result);
}

function callOf({ call, graph }: Dag, task: DAGTask): Call {
  return {
    node: `${call.node}.${task.name}`,
    displayName: task.name,
    parent: call.node,
    task: task.name,
    depth: call.depth + 1,
    ...limitsOf(call),
    dependsOn: graph.parents.get(task.name)!.map((parent) => `${call.node}.${parent}`),
  };
}

function tagsOf(dag: Dag, names: readonly string[]): Tags {
  const sets = names.flatMap((name) => {
    const result = dag.ended.get(name);
    const template = dag.state.workflow.templates.get(dag.graph.tasks.get(name)!.template ?? "");
    const declared = (template?.outputs?.parameters ?? []).map((parameter) => parameter.name);
    return result === undefined ? [] : [taskTags(name, result, declared)];
  });
  return joinTags(...sets);
}
