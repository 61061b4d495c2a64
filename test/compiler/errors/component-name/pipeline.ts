import { component, pipeline } from "pipewright";

const train = component({ name: "trainModel", run: () => {} });

export default pipeline({ name: "wrong" }, () => {
  train();
});
