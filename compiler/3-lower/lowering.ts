import type { PlanDigests } from "../plan/digests.ts";
import type { Plan, PlanTask, StepId } from "../plan/plan.ts";
import type { KeptOutputs } from "./kept-outputs.ts";
import type { KeysByStep } from "./keys.ts";
import type { WorkflowContext } from "./options/template-options.ts";
import type { ParameterPlace } from "./scope.ts";
import type { TemplateRegistry } from "./template-registry.ts";

/** Tells the image of each task, and where a file of the project lies in it. */
export interface Images {
  readonly imageOf: (task: PlanTask) => string;
  readonly fileUri: (task: PlanTask, file: string) => string;
  /** The text of a file of the project that is a script's source. */
  readonly sourceText: (file: string) => string;
  /** What a component's image is laid upon, where that is known. */
  readonly baseOf?: (task: PlanTask) => string | undefined;
  /** Somebody else's image by the digest that it had when images were built; as it is named when nobody pinned it. */
  readonly pinned?: (image: string) => string;
}

/** What every part of a lowering needs: of the whole manifest, and of the pipeline that is being lowered. */
export interface Lowering {
  readonly images: Images;
  readonly templates: TemplateRegistry;
  readonly workflow: WorkflowContext;
  readonly parameters: ParameterPlace;
  /** The name of every step, for the names of inputs. */
  readonly names: ReadonlyMap<StepId, string>;
  /** Where outputs are kept that loops collect. */
  readonly keys: KeysByStep;
  /** The artifacts of the pipeline whose digests somebody needs. */
  readonly digests: PlanDigests;
  readonly digestsOf: (plan: Plan) => PlanDigests;
  /** Outputs of tasks that exit handlers read, each with its name in the whole run. */
  readonly kept: KeptOutputs;
}
