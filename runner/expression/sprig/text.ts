import { STRING } from "../go/go-type.ts";
import { lower, trimSpace, upper } from "../go/strings.ts";
import { asText } from "../runtime/numbers.ts";
import { type SprigFunction, sprig } from "./sprig-function.ts";

export const TEXT: readonly SprigFunction[] = [
  sprig("trim", [STRING], STRING, (text = null) => trimSpace(asText(text))),
  sprig("upper", [STRING], STRING, (text = null) => upper(asText(text))),
  sprig("lower", [STRING], STRING, (text = null) => lower(asText(text))),
];
