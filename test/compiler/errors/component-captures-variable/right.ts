import { component, pipeline } from "pipewright";

const limit = 3;
const twice = (value: number) => value * 2;
export const show = component({ name: "show", run: ({ log }) => void log.info(String(twice(limit))) });

export default pipeline({ name: "right" }, () => {
  show();
});
