import { component, pipeline } from "pipewright";

export default pipeline({ name: "wrong" }, () => {
  const show = component({ name: "show", run: ({ log }) => void log.info("here") });
  show();
});
