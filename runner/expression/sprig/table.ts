import { map } from "../make-value.ts";
import { ENCODING } from "./encoding.ts";
import { TEXT } from "./text.ts";

/** The functions of sprig 3.3.0 that an expression may call as `sprig.name(...)`. */
export const SPRIG = map([...TEXT, ...ENCODING]);
