import type { Template } from "../../compiler/argo/model.generated.ts";
import type { Boundary } from "./boundary.ts";
import type { Caller } from "./caller.ts";
import type { NodeInputs, NodePhase, NodeStatus, NodeType } from "./node-status.ts";
import type { TemplateSource } from "./submission.ts";

/** Where a node is made. */
export interface NodePlace {
  readonly name: string;
  readonly displayName: string;
  readonly boundary: Boundary | undefined;
  readonly caller?: Caller;
  readonly source?: TemplateSource;
  /** The nodes beside it that it has waited for. */
  readonly after?: readonly string[];
  readonly hooked?: boolean;
  readonly retried?: boolean;
}

/** What a node begins with. */
export interface NodeStart {
  readonly type: NodeType;
  readonly phase: NodePhase;
  readonly template?: Template;
  readonly inputs?: NodeInputs | undefined;
}

/** A node that begins; one that has waited keeps what comes after it. */
export function newNode(
  place: NodePlace,
  { type, phase, template, inputs }: NodeStart,
  now: number,
  known?: NodeStatus,
): NodeStatus {
  const { name, boundary, caller, source, after, hooked, retried } = place;
  const templateName = caller?.templateRef === undefined ? (caller?.template ?? template?.name) : undefined;
  const scope = source?.scope ?? "";
  return {
    name,
    displayName: displayNameOf(place, template),
    type,
    phase,
    message: "",
    ...(type !== "StepGroup" && templateName !== undefined && { templateName }),
    ...(scope !== "" && { templateScope: scope }),
    ...(boundary !== undefined && { boundary: boundary.node }),
    ...(after !== undefined && after.length > 0 && { after }),
    ...(inputs !== undefined && { inputs }),
    children: known?.children ?? [],
    startedAt: now,
    ...(retried === true && { retried }),
    ...(hooked === true && { hooked }),
  };
}

/** What the author calls a step, with what tells loop items and tries apart. */
function displayNameOf({ displayName }: NodePlace, template: Template | undefined): string {
  const given = template?.annotations?.["workflows.argoproj.io/display-name"];
  return given === undefined || given === "" ? displayName : given + (/\(.*$/s.exec(displayName)?.[0] ?? "");
}
