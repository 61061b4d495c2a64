import { component, pipeline } from "pipewright";

const step = component({ name: "step", run: () => {} });

/** Steps that exchange nothing: two uses are one template, and order is all there is. */
export default pipeline({ name: "no-values" }, () => {
  const first = step();
  const second = step().after(first);
  step().after(first, second);
});
