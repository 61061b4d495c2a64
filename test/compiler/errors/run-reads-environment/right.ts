import { component, pipeline } from "pipewright";

const level = process.env["LEVEL"] ?? "info";
export const show = component({ name: "show", run: ({ log }) => void log.info(level + process.env["HOME"]) });

export default pipeline({ name: "right" }, () => {
  show().with({ env: { LEVEL: "debug" } });
});
