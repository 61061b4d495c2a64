import { argoEnvironment } from "../../expression/argo-environment.ts";
import { BUILTINS } from "../../expression/builtins/table.ts";
import { SPRIG } from "../../expression/sprig/table.ts";

const looping = "all none any one filter map find findIndex findLast findLastIndex count sum groupBy sortBy reduce".split(" ");

/** What an expression may call without saying whose it is. */
export const functionNames: readonly string[] = [
  ...new Set([...[...argoEnvironment({}).entries.keys()].map(String), ...BUILTINS.keys(), ...looping]),
];

const known = new Set(functionNames);

export function isFunction(name: string): boolean {
  return known.has(name) || name === "$env";
}

/** Those of sprig's functions that the runner does not have and Argo does. */
const elsewhere =
  "bcrypt htpasswd derivePassword genPrivateKey genCA genCAWithKey genSelfSignedCert genSelfSignedCertWithKey genSignedCert genSignedCertWithKey buildCustomCert encryptAES decryptAES getHostByName semver semverCompare urlParse urlJoin";

export const sprigNames: ReadonlySet<string> = new Set([...[...SPRIG.entries.keys()].map(String), ...elsewhere.split(" ")]);
