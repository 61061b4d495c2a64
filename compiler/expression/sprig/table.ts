import { map } from "../make-value.ts";
import { DATES } from "./dates.ts";
import { DEFAULTS } from "./defaults.ts";
import { ENCODING } from "./encoding.ts";
import { LISTS } from "./lists.ts";
import { MAPS } from "./maps.ts";
import { NUMBERS } from "./numbers.ts";
import { PATH_FUNCTIONS } from "./paths.ts";
import { RANDOM } from "./random.ts";
import { REGEX } from "./regex.ts";
import { TEXT } from "./text.ts";

/**
 * The functions of sprig 3.3.0 that an expression may call as `sprig.name(...)`. Not here: those that make certificates and passwords
 * (bcrypt, htpasswd, derivePassword, genCA…, encryptAES, decryptAES), getHostByName, semver, semverCompare, urlParse, urlJoin.
 */
export const SPRIG = map([
  ...TEXT,
  ...NUMBERS,
  ...DEFAULTS,
  ...LISTS,
  ...MAPS,
  ...REGEX,
  ...ENCODING,
  ...DATES,
  ...PATH_FUNCTIONS,
  ...RANDOM,
]);
