// @ts-expect-error there is no such package
import { nothing } from "no-such-package";

export const run = () => {
  nothing();
};
