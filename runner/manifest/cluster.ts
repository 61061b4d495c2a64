import type {
  ClusterWorkflowTemplate,
  CronWorkflow,
  Template,
  Workflow,
  WorkflowTemplate,
} from "../../compiler/argo/model.generated.ts";
import type { TemplateSource } from "../controller/submission.ts";

/** Anything in a manifest: Argo's own objects, and what they refer to. */
export interface ClusterObject {
  readonly apiVersion?: string;
  readonly kind: string;
  readonly metadata?: {
    readonly name?: string;
    readonly generateName?: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
}

type Library = WorkflowTemplate | ClusterWorkflowTemplate;

/** The objects of the given files, as a cluster would have them. */
export class Cluster {
  readonly objects: readonly ClusterObject[];
  readonly #sources = new Map<string, TemplateSource | undefined>();

  constructor(objects: readonly ClusterObject[]) {
    this.objects = objects;
  }

  get workflows(): readonly Workflow[] {
    return this.#ofKind("Workflow");
  }

  get cronWorkflows(): readonly CronWorkflow[] {
    return this.#ofKind("CronWorkflow");
  }

  get workflowTemplates(): readonly WorkflowTemplate[] {
    return this.#ofKind("WorkflowTemplate");
  }

  library(name: string, clusterScope: boolean): Library | undefined {
    const kind = clusterScope ? "ClusterWorkflowTemplate" : "WorkflowTemplate";
    return this.#ofKind<Library>(kind).find((object) => object.metadata.name === name);
  }

  /** The templates of a library; undefined when it is not in the files. */
  source(name: string, clusterScope: boolean): TemplateSource | undefined {
    const scope = `${clusterScope ? "ClusterWorkflowTemplate" : "WorkflowTemplate"}/${name}`;
    if (this.#sources.has(scope)) return this.#sources.get(scope);
    const found = this.library(name, clusterScope);
    const source = found === undefined ? undefined : this.sourceOf(scope, found.spec.templates ?? []);
    this.#sources.set(scope, source);
    return source;
  }

  sourceOf(scope: string, templates: readonly Template[]): TemplateSource {
    const byName = new Map(templates.map((template) => [template.name ?? "", template]));
    return { scope, find: (name) => byName.get(name), library: (name, clusterScope) => this.source(name, clusterScope) };
  }

  /** The data of a ConfigMap. */
  configMap(name: string): Data | undefined {
    return this.#configMap(name)?.data;
  }

  /** The same, of those that may give values to parameters: they say so in a label. */
  parameterConfigMap(name: string): Data | undefined {
    const found = this.#configMap(name);
    return found?.metadata.labels?.["workflows.argoproj.io/configmap-type"] === "Parameter" ? found.data : undefined;
  }

  /** The data of a Secret, decoded. */
  secret(name: string): Data | undefined {
    const secret = this.#ofKind<Secret>("Secret").find(({ metadata }) => metadata.name === name);
    if (secret === undefined) return undefined;
    const decoded = Object.entries(secret.data ?? {}).map(([key, text]) => [key, Buffer.from(text, "base64").toString("utf8")]);
    return { ...Object.fromEntries(decoded), ...secret.stringData };
  }

  #configMap(name: string): ConfigMap | undefined {
    return this.#ofKind<ConfigMap>("ConfigMap").find(({ metadata }) => metadata.name === name);
  }

  #ofKind<T>(wanted: string): readonly T[] {
    return this.objects.filter(({ kind }) => kind === wanted) as readonly unknown[] as readonly T[];
  }
}

interface Secret {
  readonly metadata: { readonly name?: string };
  readonly data?: Data;
  readonly stringData?: Data;
}

interface ConfigMap {
  readonly metadata: { readonly name?: string; readonly labels?: Readonly<Record<string, string>> };
  readonly data?: Data;
}

type Data = Readonly<Record<string, string>>;
