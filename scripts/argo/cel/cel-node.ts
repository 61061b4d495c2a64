/** As much of CEL as the rules of Argo's CRDs are written in. */
export type CelNode =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "member"; readonly of: CelNode; readonly field: string }
  | { readonly kind: "call"; readonly of: CelNode | undefined; readonly name: string; readonly args: readonly CelNode[] }
  | { readonly kind: "not"; readonly of: CelNode }
  | { readonly kind: "operator"; readonly sign: string; readonly left: CelNode; readonly right: CelNode }
  | { readonly kind: "choice"; readonly test: CelNode; readonly yes: CelNode; readonly no: CelNode };
