/** Something that has to be in the namespace, or the cluster, before steps can run. */
export interface Reference {
  readonly kind: "Secret" | "ConfigMap" | "PersistentVolumeClaim" | "ServiceAccount" | "PriorityClass" | "LocalQueue";
  readonly name: string;
  /** Of a Secret or ConfigMap. */
  readonly key?: string;
  /** Who refers to it, to begin a sentence: `Step "train"`. */
  readonly who: string;
}

type Json = Readonly<Record<string, unknown>>;

const kueueQueue = "kueue.x-k8s.io/queue-name";

/** What Argo objects refer to by fixed names, each once, with the first who does. References that may be missing are none. */
export function referencesOf(objects: readonly Json[]): readonly Reference[] {
  const found = new Map<string, Reference>();
  const add: Add = (one) => {
    if (one.name === "" || one.name.includes("{{") || one.key?.includes("{{")) return;
    const key = `${one.kind} ${one.name} ${one.key ?? ""}`;
    if (!found.has(key)) found.set(key, one);
  };
  for (const object of objects) {
    const { kind, spec } = object;
    if (!isRecord(spec)) continue;
    const workflow = kind === "CronWorkflow" && isRecord(spec["workflowSpec"]) ? spec["workflowSpec"] : spec;
    if (!/^(Workflow|WorkflowTemplate|CronWorkflow)$/.test(String(kind))) continue;
    const { templates, ...rest } = workflow;
    walk(rest, "The workflow", add);
    for (const template of Array.isArray(templates) ? templates.filter(isRecord) : [])
      walk(template, `Step "${String(template["name"])}"`, add);
  }
  return [...found.values()];
}

type Add = (one: Reference) => void;

const isRecord = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);
const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** What a field means wherever it stands. */
const fields: Readonly<Record<string, (value: Json, who: string, add: Add) => void>> = {
  secretKeyRef: (value, who, add) => addKey("Secret", value, who, add),
  configMapKeyRef: (value, who, add) => addKey("ConfigMap", value, who, add),
  secretRef: (value, who, add) => addWhole("Secret", value, "name", who, add),
  configMapRef: (value, who, add) => addWhole("ConfigMap", value, "name", who, add),
  secret: (value, who, add) => addWhole("Secret", value, "secretName", who, add),
  configMap: (value, who, add) => addWhole("ConfigMap", value, "name", who, add),
  persistentVolumeClaim: (value, who, add) => add({ kind: "PersistentVolumeClaim", name: text(value["claimName"]), who }),
};

const names: Readonly<Record<string, Reference["kind"]>> = {
  serviceAccountName: "ServiceAccount",
  priorityClassName: "PriorityClass",
  podPriorityClassName: "PriorityClass",
  [kueueQueue]: "LocalQueue",
};

/** Made by the controller when they are wanted: a cache; or looked for elsewhere: an artifact repository's settings. */
const notLookedAt: ReadonlySet<string> = new Set(["memoize", "artifactRepositoryRef", "manifest", "source", "args", "command"]);

function walk(value: unknown, who: string, add: Add): void {
  if (Array.isArray(value)) for (const item of value) walk(item, who, add);
  if (!isRecord(value)) return;
  for (const [field, member] of Object.entries(value)) {
    if (notLookedAt.has(field)) continue;
    const kind = names[field];
    if (kind !== undefined) add({ kind, name: text(member), who });
    if (isRecord(member)) {
      fields[field]?.(member, who, add);
      // keys of artifact stores: accessKeySecret, passwordSecret, …
      if (/[a-z]Secret$/.test(field) && typeof member["key"] === "string") addKey("Secret", member, who, add);
    }
    if (field === "imagePullSecrets" && Array.isArray(member))
      for (const one of member.filter(isRecord)) add({ kind: "Secret", name: text(one["name"]), who });
    walk(member, who, add);
  }
}

function addKey(kind: "Secret" | "ConfigMap", { name, key, optional }: Json, who: string, add: Add): void {
  if (optional !== true) add({ kind, name: text(name), key: text(key), who });
}

function addWhole(kind: "Secret" | "ConfigMap", value: Json, nameField: string, who: string, add: Add): void {
  if (value["optional"] === true) return;
  const name = text(value[nameField]) || text(value["name"]);
  const items = Array.isArray(value["items"]) ? value["items"].filter(isRecord) : [];
  if (items.length === 0) add({ kind, name, who });
  for (const { key } of items) add({ kind, name, key: text(key), who });
}
