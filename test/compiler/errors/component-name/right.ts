import { component, pipeline } from "pipewright";

const longest = component({ name: "t2-a-name-that-has-exactly-fifty-characters-in-all", run: () => {} });
const shortest = component({ name: "t", run: () => {} });

export default pipeline({ name: "right" }, () => {
  longest();
  shortest();
});
