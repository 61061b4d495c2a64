import { pipeline, raw } from "pipewright";

const s = raw({ name: "wait", template: { suspend: {}, http: { url: "https://example.org/" } } });
const t = raw({ name: "nothing", template: {} });

export default pipeline({ name: "wrong" }, () => {
  s();
  t();
});
