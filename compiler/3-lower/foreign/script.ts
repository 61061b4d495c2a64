import type { ScriptWork } from "../../../dsl/foreign/work.ts";
import type { LowerWork } from "../lower-work.ts";
import { foreignTemplate } from "./foreign-template.ts";
import { kubernetesText } from "./kubernetes-text.ts";
import { podOutputs } from "./pod-outputs.ts";
import { foreignPod, lowerProgram } from "./program.ts";

/** A program's text as a script template; what the text says reaches the interpreter byte for byte. */
export const lowerScript: LowerWork<ScriptWork> = (task, { program, source, places, paths }, keys, lowering) =>
  foreignTemplate(task, keys, lowering, {
    inner: {
      ...foreignPod(task, lowering),
      ...podOutputs(places, paths, keys),
      script: {
        ...lowerProgram(program, task.options, lowering),
        source: kubernetesText(typeof source === "string" ? source : lowering.images.sourceText(source.file)),
      },
    },
    places,
    artifacts: Object.keys(paths),
  });
