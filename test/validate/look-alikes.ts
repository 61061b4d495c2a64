/** A workflow that resembles a recorded one, and what a cluster would say to it; nothing when it would run it. */
export interface LookAlike {
  readonly name: string;
  /** The spec, as YAML in flow style. */
  readonly spec: string;
  /** Without `invalid spec: `. */
  readonly said?: string;
  readonly metadata?: string;
  /** Wrong only by what an argument brings, which the check does not follow. */
  readonly byValue?: boolean;
  /** Further documents of the manifest. */
  readonly besides?: string;
}

const ok = '{name: ok, container: {image: busybox, command: ["true"]}}';
const say =
  '{name: say, inputs: {parameters: [{name: text}]}, container: {image: busybox, command: [echo, "{{inputs.parameters.text}}"]}}';
const give = (value: string) => `arguments: {parameters: [{name: text, value: "${value}"}]}`;
const spec = (...templates: readonly string[]) => `{entrypoint: main, templates: [${templates.join(", ")}]}`;
const steps = (groups: string, more = "") => `{name: main, steps: [${groups}]${more}}`;
const dag = (tasks: string, more = "") => `{name: main, dag: {tasks: [${tasks}]${more}}}`;
const leaf = (fields: string) => `{name: main, ${fields}, container: {image: busybox, command: ["true"]}}`;
const echo = (text: string) => `{name: main, container: {image: busybox, command: [echo, "${text}"]}}`;
const library = (templates: string, more = "") =>
  `apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata: {name: lib}\nspec: {${more}templates: [${templates}]}\n`;

export const lookAlikes: readonly LookAlike[] = [
  // Who is called, and with what.
  {
    name: "task-calls-unknown-template",
    spec: spec(dag("{name: a, template: nope}")),
    said: "templates.main.tasks.a template name 'nope' undefined",
  },
  {
    name: "third-level-calls-unknown-template",
    spec: spec(
      steps("[{name: a, template: mid}]"),
      "{name: mid, dag: {tasks: [{name: b, template: low}]}}",
      "{name: low, steps: [[{name: c, template: gone}]]}",
    ),
    said: "templates.main.steps[0].a templates.mid.tasks.b templates.low.steps[0].c template name 'gone' undefined",
  },
  {
    name: "second-group-misses-argument",
    spec: spec(steps(`[{name: a, template: ok}], [{name: b, template: say}]`), ok, say),
    said: "templates.main.steps[1].b templates.say inputs.parameters.text was not supplied",
  },
  {
    name: "input-default-is-enough",
    spec: spec(dag("{name: a, template: t}"), say.replace("{name: text}", '{name: text, default: ""}').replace("say", "t")),
  },
  {
    name: "null-value-is-no-value",
    spec: spec(steps("[{name: a, template: say, arguments: {parameters: [{name: text, value: null}]}}]"), say),
    said: "templates.main.steps[0].a.arguments.text.value or templates.main.steps[0].a.arguments.text.valueFrom is required",
  },
  {
    name: "hook-of-a-task-without-expression-is-not-looked-at",
    spec: spec(steps("[{name: a, template: ok, hooks: {exit: {template: ok}}}]"), ok),
  },
  {
    name: "artifact-argument-from-nowhere",
    spec: spec(
      steps("[{name: a, template: use, arguments: {artifacts: [{name: f}]}}]"),
      "{name: use, inputs: {artifacts: [{name: f, path: /f}]}, container: {image: busybox, command: [cat, /f]}}",
    ),
    said: "templates.main.steps[0].a.arguments.f.from, artifact location, or key is required",
  },
  {
    name: "recursion-is-no-problem",
    spec: spec(steps('[{name: a, template: ok}], [{name: again, template: main, when: "false"}]'), ok),
  },
  // Tags.
  { name: "tag-of-unknown-pod-field", spec: spec(echo("{{pod.nope}}")), said: "templates.main: failed to resolve {{pod.nope}}" },
  { name: "tag-of-unknown-output-is-let-through", spec: spec(echo("{{outputs.parameters.nope}}")) },
  {
    name: "tag-with-blanks",
    spec: spec(echo("{{ inputs.parameters.nope }}")),
    said: "templates.main: failed to resolve {{ inputs.parameters.nope }}",
  },
  {
    name: "first-of-two-in-the-order-of-the-fields",
    // Args come after command, whatever comes first in the file.
    spec: spec('{name: main, container: {image: busybox, args: ["{{workflow.late}}"], command: ["{{workflow.early}}"]}}'),
    said: "templates.main: failed to resolve {{workflow.early}}",
  },
  {
    name: "two-bad-steps-in-one-group",
    spec: spec(
      steps(`[{name: b, template: say, ${give("{{steps.x.id}}")}}, {name: a, template: say, ${give("{{steps.y.id}}")}}]`),
      say,
    ),
    said: "templates.main.steps failed to resolve {{steps.x.id}}",
  },
  { name: "priority-when-set", spec: `{priority: 3, entrypoint: main, templates: [${echo("{{workflow.priority}}")}]}` },
  {
    name: "priority-when-not-set",
    spec: spec(echo("{{workflow.priority}}")),
    said: "templates.main: failed to resolve {{workflow.priority}}",
  },
  { name: "label-of-the-workflow", metadata: "labels: {team: a}", spec: spec(echo("{{workflow.labels.team}}")) },
  {
    name: "label-of-workflow-metadata",
    spec: `{workflowMetadata: {labels: {team: a}}, entrypoint: main, templates: [${echo("{{workflow.labels.team}}")}]}`,
  },
  {
    name: "parameters-of-none",
    spec: spec(echo("{{workflow.parameters}}")),
    said: "templates.main: failed to resolve {{workflow.parameters}}",
  },
  {
    name: "tag-in-the-value-of-a-workflow-argument",
    byValue: true,
    spec: `{entrypoint: main, arguments: {parameters: [{name: a, value: "{{inputs.parameters.nope}}"}]}, templates: [${echo("{{workflow.parameters.a}}")}]}`,
    said: "templates.main: failed to resolve {{inputs.parameters.nope}}",
  },
  {
    name: "tag-in-pod-metadata",
    spec: `{entrypoint: main, podMetadata: {labels: {a: "{{workflow.nope}}"}}, templates: [${ok.replace("ok", "main")}]}`,
    said: "templates.main: failed to resolve {{workflow.nope}}",
  },
  {
    name: "item-key-that-no-item-has",
    spec: spec(dag(`{name: a, template: say, withItems: [{x: 1}], ${give("{{item.y}}")}}`), say),
    said: "templates.main.tasks.a failed to resolve {{item.y}}",
  },
  {
    name: "item-key-of-a-computed-list",
    spec: spec(dag(`{name: a, template: say, withParam: "[]", ${give("{{item.y}}")}}`), say),
  },
  {
    name: "outputs-of-a-step-that-is-not-there",
    spec: spec(
      steps(
        "[{name: a, template: ok}]",
        ', outputs: {parameters: [{name: o, valueFrom: {parameter: "{{steps.b.outputs.result}}"}}]}',
      ),
      ok,
    ),
    said: "templates.main.outputs failed to resolve {{steps.b.outputs.result}}",
  },
  {
    name: "failures-in-the-exit-handler",
    spec: `{entrypoint: ok, onExit: bye, templates: [${ok}, ${echo("{{workflow.failures}}").replace("main", "bye")}]}`,
  },
  {
    name: "failures-where-no-exit-handler-calls",
    spec: `{entrypoint: ok, templates: [${ok}, ${echo("{{workflow.failures}}").replace("main", "bye")}]}`,
    said: "templates.bye templates.bye: failed to resolve {{workflow.failures}}",
  },
  // DAGs.
  {
    name: "circle-of-three",
    spec: spec(
      dag("{name: a, template: ok, depends: c}, {name: b, template: ok, depends: a}, {name: c, template: ok, depends: b}"),
      ok,
    ),
    said: "templates.main sorting failed: graph with cycle",
  },
  {
    name: "unknown-result",
    spec: spec(dag("{name: a, template: ok}, {name: b, template: ok, depends: a.Done}"), ok),
    said: "templates.main.tasks.b task result 'Done' for task 'a' is invalid",
  },
  {
    name: "all-failed-of-no-loop",
    spec: spec(
      dag(
        '{name: a, template: ok}, {name: l, template: ok, withItems: [1]}, {name: b, template: ok, depends: "a.AllFailed && l.AnySucceeded"}',
      ),
      ok,
    ),
    said: "templates.main.tasks.a dependency 'a' uses an items-based condition such as .AnySucceeded or .AllFailed but does not contain any items",
  },
  {
    name: "all-failed-of-a-loop",
    spec: spec(dag("{name: a, template: ok, withSequence: {count: 2}}, {name: b, template: ok, depends: a.AllFailed}"), ok),
  },
  {
    name: "reads-a-grandparent",
    spec: spec(
      dag(
        `{name: a, template: ok}, {name: b, template: ok, depends: a}, {name: c, template: say, depends: b, ${give("{{tasks.a.outputs.result}}")}}`,
      ),
      ok,
      say,
    ),
  },
  {
    name: "reads-a-follower",
    spec: spec(
      dag(`{name: a, template: say, ${give("{{tasks.b.outputs.result}}")}}, {name: b, template: ok, depends: a}`),
      ok,
      say,
    ),
    said: "templates.main.tasks.a missing dependency 'b' for parameter 'text'",
  },
  {
    name: "artifact-of-a-task-that-is-not-waited-for",
    spec: spec(
      dag(
        '{name: a, template: make}, {name: b, template: use, arguments: {artifacts: [{name: f, from: "{{tasks.a.outputs.artifacts.o}}"}]}}',
      ),
      '{name: make, container: {image: busybox, command: ["true"]}, outputs: {artifacts: [{name: o, path: /o}]}}',
      "{name: use, inputs: {artifacts: [{name: f, path: /f}]}, container: {image: busybox, command: [cat, /f]}}",
    ),
    said: "templates.main.tasks.b missing dependency 'a' for artifact 'f'",
  },
  {
    name: "second-target-unknown",
    spec: spec(dag("{name: a, template: ok}", ", target: a z"), ok),
    said: "templates.main.targets: target 'z' is not defined",
  },
  { name: "digit-first-without-dependencies", spec: spec(dag("{name: 1st, template: ok}"), ok) },
  // Fields of templates.
  {
    name: "pending-timeout-on-dag",
    spec: spec("{name: main, pendingTimeout: 1m, dag: {tasks: [{name: a, template: ok}]}}", ok),
    said: "DAG template doesn't support pendingTimeout field",
  },
  {
    name: "timeout-of-a-called-leaf",
    spec: spec(steps("[{name: a, template: t}]"), leaf('timeout: "5"').replace("main", "t")),
    said: "templates.main.steps[0].a t has invalid duration format in timeout",
  },
  {
    name: "timeout-by-an-argument",
    byValue: true,
    spec: spec(
      steps('[{name: a, template: t, arguments: {parameters: [{name: s, value: "5"}]}}]'),
      leaf('inputs: {parameters: [{name: s}]}, timeout: "{{inputs.parameters.s}}"').replace("main", "t"),
    ),
    said: "templates.main.steps[0].a t has invalid duration format in timeout",
  },
  {
    name: "deadline-negative",
    spec: spec(leaf("activeDeadlineSeconds: -1")),
    said: "templates.main.activeDeadlineSeconds must be a positive integer > 0 or an argo variable",
  },
  {
    name: "deadline-by-tag",
    spec: spec(leaf('inputs: {parameters: [{name: s, value: "5"}]}, activeDeadlineSeconds: "{{inputs.parameters.s}}"')),
  },
  {
    name: "parallelism-of-a-script",
    spec: spec("{name: main, parallelism: 2, script: {image: busybox, command: [sh], source: ls}}"),
    said: "templates.main.parallelism is only valid for steps and dag templates",
  },
  {
    name: "script-without-image",
    spec: spec("{name: main, script: {image: '', command: [sh], source: ls}}"),
    said: "templates.main.script.image may not be empty",
  },
  {
    name: "image-by-default",
    spec: `{entrypoint: main, templateDefaults: {container: {image: busybox}}, templates: [{name: main, container: {command: ["true"]}}]}`,
  },
  {
    name: "third-artifact-of-one-path",
    spec: spec(
      '{name: main, inputs: {artifacts: [{name: a, path: /a, raw: {data: x}}, {name: b, path: /b, raw: {data: x}}, {name: c, path: /a, raw: {data: x}}]}, container: {image: busybox, command: ["true"]}}',
    ),
    said: "templates.main.inputs.artifacts[2].path '/a' already mounted in inputs.artifacts.a",
  },
  {
    name: "output-path-that-climbs",
    spec: spec(leaf("outputs: {artifacts: [{name: o, path: /tmp/../etc}]}")),
    said: "error in templates.main.outputs.artifacts.o: Artifact 'o' attempted to use a path containing '..'. Directory traversal is not permitted",
  },
  {
    name: "output-without-path",
    spec: spec(leaf("outputs: {artifacts: [{name: o}]}")),
    said: "error in templates.main.outputs.artifacts.o: Artifact 'o' did not specify a path",
  },
  {
    name: "output-without-source",
    spec: spec(leaf("outputs: {parameters: [{name: o}]}")),
    said: "templates.main.outputs.parameters.o does not have valueFrom or value specified",
  },
  {
    name: "output-of-a-script-by-expression",
    spec: spec(
      "{name: main, script: {image: busybox, command: [sh], source: ls}, outputs: {parameters: [{name: o, valueFrom: {expression: '1'}}]}}",
    ),
    said: "templates.main.outputs.parameters.o.path must be specified for Script templates",
  },
  {
    name: "output-of-a-dag-by-path",
    spec: spec(
      "{name: main, dag: {tasks: [{name: a, template: ok}]}, outputs: {parameters: [{name: o, valueFrom: {path: /o}}]}}",
      ok,
    ),
    said: "templates.main.outputs.parameters.o.parameter or expression must be specified for DAG templates",
  },
  {
    name: "outputs-of-one-name",
    spec: spec(leaf("outputs: {parameters: [{name: o, value: a}, {name: o, value: b}]}")),
    said: "templates.main.outputs.parameters [1].name 'o' is not unique",
  },
  {
    name: "container-set-outputs-without-main",
    spec: spec(
      "{name: main, containerSet: {containers: [{name: a, image: busybox, command: ['true']}]}, outputs: {parameters: [{name: o, valueFrom: {path: /o}}]}}",
    ),
    said: 'templates.main.containerSet.containers must have a container named "main" for input or output',
  },
  {
    name: "sidecar-of-a-plugin",
    spec: spec(leaf("sidecars: [{name: artifact-plugin-x, image: busybox}]")),
    said: 'templates.main.sidecars: "artifact-plugin-x" is a reserved Argo container name',
  },
  {
    name: "resource-without-manifest",
    spec: spec("{name: main, resource: {action: create}}"),
    said: "either templates.main.resource.manifest or templates.main.resource.manifestFrom must be specified",
  },
  { name: "resource-to-get-without-manifest", spec: spec("{name: main, resource: {action: get, flags: [pod, x]}}") },
  // Workflows and the templates that they refer to.
  {
    name: "second-argument-without-value",
    spec: `{entrypoint: main, arguments: {parameters: [{name: a, value: x}, {name: b}]}, templates: [${ok.replace("ok", "main")}]}`,
    said: "spec.arguments.b.value or spec.arguments.b.valueFrom is required",
  },
  { name: "exit-hook-without-expression-is-right", spec: `{entrypoint: ok, hooks: {exit: {template: ok}}, templates: [${ok}]}` },
  {
    name: "referred-entrypoint-misses-its-input",
    spec: "{workflowTemplateRef: {name: lib}}",
    besides: library(say, "entrypoint: say, "),
    said: "templates.say inputs.parameters.text was not supplied",
  },
  {
    name: "referred-template-with-a-wrong-tag",
    spec: "{workflowTemplateRef: {name: lib}}",
    besides: library(`${ok}, ${echo("{{workflow.nope}}")}`, "entrypoint: ok, "),
    said: "templates.main templates.main: failed to resolve {{workflow.nope}}",
  },
  {
    name: "referred-with-another-entrypoint",
    spec: "{entrypoint: ok, workflowTemplateRef: {name: lib}}",
    besides: library(ok, "entrypoint: nope, "),
  },
  {
    name: "library-template-calls-beside-it",
    spec: spec(steps("[{name: a, templateRef: {name: lib, template: two}}]")),
    besides: library(`{name: two, steps: [[{name: x, template: ok}]]}, ${ok}`),
  },
  {
    name: "library-step-with-a-wrong-tag",
    spec: spec(steps("[{name: a, templateRef: {name: lib, template: main}}]").replace("main", "main")),
    besides: library(echo("{{inputs.parameters.x}}")),
    said: "templates.main.steps[0].a templates.main: failed to resolve {{inputs.parameters.x}}",
  },
  { name: "unused-library-is-not-looked-at", spec: spec(echo("hi")), besides: library(echo("{{workflow.nope}}")) },
];
