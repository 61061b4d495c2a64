import { component, pipeline } from "pipewright";

const level = process.env["LEVEL"] ?? "info";
export const show = component({ name: "show", run: ({ log }) => void log.info(level) });

export default pipeline({ name: "wrong" }, () => {
  show();
});
