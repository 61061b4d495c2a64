import { isDnsLabel, lowerCaseName } from "../../argo/laws/kubernetes-names.ts";
import { isReservedContainer } from "../../argo/laws/reserved-containers.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { stepsOfKind } from "../foreign/foreign-of.ts";

/** The containers of a set have names that Kubernetes takes and that Argo does not want for itself. */
export const containerSetName: Rule = (plan) =>
  stepsOfKind(plan, "container-set").flatMap(({ name, work: { members }, at }) =>
    members.flatMap((member) => {
      const isTaken = isReservedContainer(member.name) || member.name === "init";
      if (!isTaken && isDnsLabel(member.name)) return [];
      const why = isTaken
        ? "Argo has a container of that name in each pod"
        : "Kubernetes takes lower-case letters, digits and hyphens, 63 at most";
      const suggestion = isTaken ? `my-${member.name}` : lowerCaseName(member.name);
      return [problem("container-set-name", { step: name, container: member.name, why, suggestion }, { at })];
    }),
  );
