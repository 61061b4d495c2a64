import { component, pipeline } from "pipewright";

const first = component({ name: "step", run: () => {} });
const second = component({ name: "step", run: () => {} });

export default pipeline({ name: "wrong" }, () => {
  first();
  second();
});
