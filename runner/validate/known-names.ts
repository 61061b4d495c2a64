import { tagsIn } from "../template/replace-tags.ts";
import { TemplateError } from "../template/template-error.ts";
import { refuse } from "./refusal.ts";

/** The variables that the controller's check knows at one place: those of the places around it, and its own. */
export class KnownNames {
  readonly #own: Set<string>;
  readonly #around: { readonly has: (name: string) => boolean } | undefined;

  constructor(names: Iterable<string> = [], around?: { readonly has: (name: string) => boolean }) {
    this.#own = new Set(names);
    this.#around = around;
  }

  has(name: string): boolean {
    return this.#own.has(name) || this.#around?.has(name) === true;
  }

  add(...names: readonly string[]): void {
    for (const name of names) this.#own.add(name);
  }
}

/** Names that stand for all below them: what a run alone knows. */
export const anyItem = "item.*";
export const anyGlobalOutput = {
  parameters: "workflow.outputs.parameters.*",
  artifacts: "workflow.outputs.artifacts.*",
} as const;

/** Only tags that begin like this are looked at: `{{item}}` and the tags of Jinja or Helm are not. */
const roots = ["item.", "steps.", "inputs.", "outputs.", "pod.", "workflow.", "tasks."];

/** Known everywhere at run time, and to this check by the beginning of their name. */
const late = [
  "outputs.",
  "workflow.creationTimestamp",
  "workflow.scheduledTime",
  "workflow.duration",
  "tasks.name",
  "steps.name",
];

/**
 * Refuses a JSON text with a simple tag that names nothing: `failed to resolve {{inputs.parameters.nope}}`. Expressions are looked at
 * only when they run.
 */
export function resolveAll(json: string, names: KnownNames): void {
  if (!json.includes("{{")) return;
  for (const tag of tagsOf(json)) {
    const name = tag.trim();
    if (tag.startsWith("=") || !roots.some((root) => name.startsWith(root))) continue;
    if (names.has(name) || late.some((beginning) => name.startsWith(beginning)) || isOpen(name, names)) continue;
    refuse(`failed to resolve {{${tag}}}`);
  }
}

/** Whether a text has a simple tag at all. */
export function hasSimpleTag(json: string): boolean {
  return tagsOf(json).some((tag) => !tag.startsWith("="));
}

function isOpen(name: string, names: KnownNames): boolean {
  if (name.startsWith("item.")) return names.has(anyItem);
  return Object.values(anyGlobalOutput).some((any) => name.startsWith(any.slice(0, -1)) && names.has(any));
}

function tagsOf(json: string): readonly string[] {
  try {
    return tagsIn(json);
  } catch (error) {
    if (error instanceof TemplateError) return refuse(error.message);
    throw error;
  }
}
