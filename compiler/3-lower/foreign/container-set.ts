import type { ContainerSetWork } from "../../../dsl/foreign/work.ts";
import type { LowerWork } from "../lower-work.ts";
import { foreignTemplate } from "./foreign-template.ts";
import { podOutputs } from "./pod-outputs.ts";
import { foreignPod, lowerProgram } from "./program.ts";

/** Several programs in one pod as a containerSet template. Its `retries` are all tries, also the first: with 0 Argo would start nothing. */
export const lowerContainerSet: LowerWork<ContainerSetWork> = (task, work, keys, lowering) => {
  const { members, shared, retries, places, paths } = work;
  const volumes = shared.map((mountPath, index) => ({ name: `shared-${index}`, mountPath }));
  const { volumes: own = [], ...pod } = foreignPod(task, lowering);
  const all = [...own, ...volumes.map(({ name }) => ({ name, emptyDir: {} }))];
  return foreignTemplate(task, keys, lowering, {
    inner: {
      ...pod,
      ...podOutputs(places, paths, keys),
      ...(all.length > 0 && { volumes: all }),
      containerSet: {
        ...(volumes.length > 0 && { volumeMounts: volumes }),
        ...(retries !== undefined && { retryStrategy: { retries: String(retries + 1) } }),
        containers: members.map((member) => ({
          name: member.name,
          ...lowerProgram(member, task.options, lowering),
          ...(member.after.length > 0 && { dependencies: member.after }),
        })),
      },
    },
    places,
    artifacts: Object.keys(paths),
  });
};
