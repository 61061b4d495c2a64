import { pipeline, raw } from "pipewright";

const s = raw({ name: "wait", template: { suspend: {}, metadata: { labels: { a: "b" } } } });

export default pipeline({ name: "right" }, () => {
  s();
});
