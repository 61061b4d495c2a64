import type { Dns, HostAlias } from "../options/network.ts";
import type { NodeAffinity, NodeTerm, PodAffinity, PodTerm, Toleration, TopologySpread } from "../options/scheduling.ts";
import { made, object, optional } from "./object-shape.ts";
import { choice, list, number, oneOf, type Shape, text } from "./shape.ts";
import { textByKey, texts } from "./value-shapes.ts";

const nodeTerm = made<NodeTerm>("node-term", "a demand such as nodeLabel(key).exists()", {
  key: text,
  operator: choice("In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"),
  values: texts,
});
/** Demands on the labels of a node. */
export const nodeTerms: Shape = list(nodeTerm, "a list of demands such as nodeLabel(key).exists()");

const preferred = object<{ weight: number; terms: readonly NodeTerm[] }>("{ weight, terms }", {
  weight: number,
  terms: nodeTerms,
});

/** Which nodes may have a step. */
export const nodeAffinity: Shape = object<NodeAffinity>("an object such as { required }", {
  required: optional(oneOf(nodeTerms, list(nodeTerms, "a list of such lists"))),
  preferred: optional(list(preferred, "a list of { weight, terms }")),
});

const podTerms: Shape = list(
  object<PodTerm>("{ labels }", { labels: textByKey, across: optional(text), weight: optional(number) }),
  "a list of { labels }",
);

/** Which other pods a step wants beside it, or far from it. */
export const podAffinity: Shape = object<PodAffinity>("an object such as { apart }", {
  together: optional(podTerms),
  apart: optional(podTerms),
});

export const tolerations: Shape = list(
  object<Toleration>("an object such as { key }", {
    key: optional(text),
    value: optional(text),
    effect: optional(choice("no-schedule", "prefer-no-schedule", "no-execute")),
    seconds: optional(number),
  }),
  "a list of tolerations",
);

export const topologySpread: Shape = list(
  object<TopologySpread>("{ across, labels }", {
    across: text,
    labels: textByKey,
    maxSkew: optional(number),
    otherwise: optional(choice("wait", "schedule-anyway")),
  }),
  "a list of { across, labels }",
);

export const dns: Shape = object<Dns>("an object such as { policy }", {
  policy: optional(choice("cluster-first", "cluster-first-with-host-net", "default", "none")),
  nameservers: optional(texts),
  searches: optional(texts),
  options: optional(textByKey),
});

export const hostAliases: Shape = list(object<HostAlias>("{ ip, names }", { ip: text, names: texts }), "a list of { ip, names }");
