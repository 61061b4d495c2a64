import { component, pipeline } from "pipewright";

export default pipeline({ name: "wrong" }, () => {
  const limit = 3;
  const show = component({ name: "show", run: ({ log }) => void log.info(String(limit)) });
  show();
});
