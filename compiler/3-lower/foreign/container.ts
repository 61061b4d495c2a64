import type { ContainerWork } from "../../../dsl/foreign/work.ts";
import type { LowerWork } from "../lower-work.ts";
import { foreignTemplate } from "./foreign-template.ts";
import { podOutputs } from "./pod-outputs.ts";
import { foreignPod, lowerProgram } from "./program.ts";

/** A program in an image of somebody else's as a container template. */
export const lowerContainer: LowerWork<ContainerWork> = (task, { program, places, paths }, keys, lowering) =>
  foreignTemplate(task, keys, lowering, {
    inner: {
      ...foreignPod(task, lowering),
      ...podOutputs(places, paths, keys),
      container: lowerProgram(program, task.options, lowering),
    },
    places,
    artifacts: Object.keys(paths),
  });
