import type { Artifact, Template } from "../../compiler/argo/model.generated.ts";
import type { NodeOutputs } from "./node-status.ts";

/** An output that is known to the whole workflow. */
export interface GlobalOutput {
  readonly name: string;
  readonly value?: string;
  readonly artifact?: Artifact;
}

/** What is known to the whole workflow: `workflow.…`, and the outputs with a `globalName` as they come. */
export class GlobalOutputs {
  readonly tags: Map<string, string | null>;
  readonly artifacts = new Map<string, Artifact>();
  #new: GlobalOutput[] = [];

  constructor(tags: Map<string, string | null>, known: readonly GlobalOutput[] = []) {
    this.tags = tags;
    for (const output of known) this.#keep(output);
  }

  /** Takes the global ones among the outputs that a template's node left. */
  say({ outputs }: Template, left: NodeOutputs): void {
    for (const { name, globalName = "" } of outputs?.parameters ?? []) {
      const value = left.parameters?.[name];
      if (globalName !== "" && value !== undefined) this.#add({ name: `workflow.outputs.parameters.${globalName}`, value });
    }
    for (const { name, globalName = "" } of outputs?.artifacts ?? []) {
      const artifact = left.artifacts?.find((one) => one.name === name);
      if (globalName !== "" && artifact !== undefined) this.#add({ name: `workflow.outputs.artifacts.${globalName}`, artifact });
    }
  }

  /** What came since the last time this was asked. */
  takeNew(): readonly GlobalOutput[] {
    const taken = this.#new;
    this.#new = [];
    return taken;
  }

  #add(output: GlobalOutput): void {
    this.#keep(output);
    this.#new.push(output);
  }

  #keep({ name, value, artifact }: GlobalOutput): void {
    if (value !== undefined) this.tags.set(name, value);
    if (artifact !== undefined) this.artifacts.set(name, artifact);
  }
}
