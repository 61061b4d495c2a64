import { didYouMean } from "../../../util/did-you-mean.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { EntryRule } from "../entry-rules.ts";
import { argoKinds, argoVersion } from "../manifest/read-objects.ts";

/** Kinds of this address that hold no templates, those of Argo's other projects among them. */
const others = new Set(
  "WorkflowEventBinding WorkflowTaskSet WorkflowTaskResult WorkflowArtifactGCTask Application ApplicationSet AppProject Rollout Experiment AnalysisRun AnalysisTemplate ClusterAnalysisTemplate EventBus EventSource Sensor".split(
    " ",
  ),
);

/** A kind of Argo's address is one that there is. */
export const kindUnknown: EntryRule = ({ document, path, apiVersion, kind }) => {
  if (apiVersion !== argoVersion || kind === undefined || others.has(kind) || (argoKinds as readonly string[]).includes(kind))
    return [];
  const hint = didYouMean(kind, argoKinds);
  // A kind of a project that is not known here may well be right.
  return hint === "" ? [] : [problem("kind-unknown", { kind, hint }, { at: document.at([...path, "kind"]) })];
};
