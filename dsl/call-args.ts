import type { z } from "zod";
import type { Inputs, Params } from "./component.ts";
import type { Arg, ArtifactRef, Ref } from "./ref.ts";
import type { DslTypeError } from "./type-error.ts";

/** What the call of a component or a pipeline takes: its parameters and its inputs by name, nothing when it has none. */
export type CallArgs<P extends Params, I extends Inputs, Given> = [keyof P | keyof I] extends [never]
  ? []
  : [keyof I | Exclude<keyof P, OptionalParam<P>>] extends [never]
    ? [given?: Given & ParamArgs<P> & Known<keyof P, Given>]
    : [given: Given & Wired<I, Given> & ParamArgs<P> & Known<keyof P | keyof I, Given>];

type OptionalParam<P extends Params> = { [K in keyof P]: undefined extends z.input<P[K]> ? K : never }[keyof P];
type ParamArgs<P extends Params> = {
  readonly [K in Exclude<keyof P, OptionalParam<P>>]: Arg<z.input<P[K]>>;
} & { readonly [K in OptionalParam<P>]?: Arg<Exclude<z.input<P[K]>, undefined>> | Ref<z.input<P[K]>> | undefined };

/** `Given` with a sentence in place of every artifact that is wired wrongly. */
type Wired<I extends Inputs, Given> = {
  readonly [K in keyof I]: K extends keyof Given
    ? Given[K] extends ArtifactRef<infer Got>
      ? [Got] extends [I[K]["name"]]
        ? Given[K]
        : DslTypeError<`input "${K & string}" wants ${I[K]["name"]}, got ${Exclude<Got, I[K]["name"]>}`>
      : DslTypeError<`input "${K & string}" wants the artifact ${I[K]["name"]}`>
    : ArtifactRef<I[K]["name"]>;
};

/** A sentence for every name that is neither a parameter nor an input. */
type Known<Names, Given> = {
  readonly [K in Exclude<keyof Given, Names>]: DslTypeError<`"${K & string}" is no parameter or input of this component`>;
};
