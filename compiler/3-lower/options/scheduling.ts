import type { NodeAffinity, NodeTerm, PodAffinity, PodTerm, Toleration } from "../../../dsl/options/scheduling.ts";
import type {
  Affinity,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  PodAffinityTerm,
  Toleration as PodToleration,
} from "../../argo/model.generated.ts";

const effects = { "no-schedule": "NoSchedule", "prefer-no-schedule": "PreferNoSchedule", "no-execute": "NoExecute" } as const;

/** A toleration; without a value of any value, since clusters give one taint differing values. */
export function lowerToleration({ key, value, effect, seconds }: Toleration): PodToleration {
  return {
    ...(key !== undefined && { key }),
    operator: value === undefined ? "Exists" : "Equal",
    ...(value !== undefined && { value }),
    ...(effect !== undefined && { effect: effects[effect] }),
    ...(seconds !== undefined && { tolerationSeconds: seconds }),
  };
}

/** Where a pod may stand, would rather stand, and beside whom; `deviceTerms` must hold whatever else is said. */
export function lowerAffinity(
  nodes: NodeAffinity | undefined,
  pods: PodAffinity | undefined,
  deviceTerms: readonly NodeTerm[],
): { readonly affinity?: Affinity } {
  const ways = requiredWays(nodes?.required, deviceTerms);
  const preferred = nodes?.preferred ?? [];
  const together = pods?.together ?? [];
  const apart = pods?.apart ?? [];
  const affinity: Affinity = {
    ...((ways.length > 0 || preferred.length > 0) && {
      nodeAffinity: {
        ...(ways.length > 0 && { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: ways.map(selectorTerm) } }),
        ...(preferred.length > 0 && {
          preferredDuringSchedulingIgnoredDuringExecution: preferred.map(({ weight, terms }) => ({
            weight,
            preference: selectorTerm(terms),
          })),
        }),
      },
    }),
    ...(together.length > 0 && { podAffinity: podTerms(together) }),
    ...(apart.length > 0 && { podAntiAffinity: podTerms(apart) }),
  };
  return Object.keys(affinity).length === 0 ? {} : { affinity };
}

/** Kubernetes takes any of several ways, in each of which all terms hold: what must hold anyway stands in every way. */
function requiredWays(required: NodeAffinity["required"], always: readonly NodeTerm[]): readonly (readonly NodeTerm[])[] {
  const given = required ?? [];
  const ways = given.some(Array.isArray) ? (given as readonly (readonly NodeTerm[])[]) : [given as readonly NodeTerm[]];
  return ways.map((way) => [...way, ...always]).filter((way) => way.length > 0);
}

const selectorTerm = (terms: readonly NodeTerm[]): NodeSelectorTerm => ({ matchExpressions: terms.map(requirement) });

const requirement = ({ key, operator, values }: NodeTerm): NodeSelectorRequirement => ({
  key,
  operator,
  ...(values.length > 0 && { values }),
});

function podTerms(terms: readonly PodTerm[]): NonNullable<Affinity["podAffinity"]> {
  const musts = terms.filter(({ weight }) => weight === undefined);
  const wishes = terms.flatMap((term) =>
    term.weight === undefined ? [] : [{ weight: term.weight, podAffinityTerm: podTerm(term) }],
  );
  return {
    ...(musts.length > 0 && { requiredDuringSchedulingIgnoredDuringExecution: musts.map(podTerm) }),
    ...(wishes.length > 0 && { preferredDuringSchedulingIgnoredDuringExecution: wishes }),
  };
}

const podTerm = ({ labels, across = "kubernetes.io/hostname" }: PodTerm): PodAffinityTerm => ({
  labelSelector: { matchLabels: labels },
  topologyKey: across,
});
