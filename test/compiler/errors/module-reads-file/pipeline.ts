import { readFileSync } from "node:fs";
import { component, pipeline } from "pipewright";

const settings = readFileSync(new URL("settings.json", import.meta.url), "utf8");
export const show = component({ name: "show", run: ({ log }) => void log.info(settings) });

export default pipeline({ name: "wrong" }, () => {
  show();
});
