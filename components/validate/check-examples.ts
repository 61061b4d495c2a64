import type { Anomaly, Measure } from "../formats/anomalies-file.ts";
import type { Check, CheckContext } from "./check-context.ts";
import { columnsAreKnown } from "./checks/columns-are-known.ts";
import { labelHasClasses } from "./checks/label-has-classes.ts";
import { labelIsAlike } from "./checks/label-is-alike.ts";
import { numbersAreFinite } from "./checks/numbers-are-finite.ts";
import { rowsSuffice } from "./checks/rows-suffice.ts";
import { typesAgree } from "./checks/types-agree.ts";
import { valuesAreInside } from "./checks/values-are-inside.ts";
import { valuesAreThere } from "./checks/values-are-there.ts";

/** The checks, in the order in which people read what they find. */
const checks: readonly Check[] = [
  rowsSuffice,
  columnsAreKnown,
  typesAgree,
  valuesAreThere,
  numbersAreFinite,
  valuesAreInside,
  labelHasClasses,
  labelIsAlike,
];

/** All that is wrong, errors first, and all that was measured. */
export async function checkExamples(
  context: CheckContext,
): Promise<{ readonly anomalies: readonly Anomaly[]; readonly measures: readonly Measure[] }> {
  const anomalies: Anomaly[] = [];
  const measures: Measure[] = [];
  for (const check of checks) {
    const found = await check(context);
    anomalies.push(...found.anomalies);
    measures.push(...(found.measures ?? []));
  }
  return { anomalies: [...anomalies.filter(isError), ...anomalies.filter((anomaly) => !isError(anomaly))], measures };
}

const isError = ({ severity }: Anomaly): boolean => severity === "error";
