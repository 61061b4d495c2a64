import { http, pipeline } from "pipewright";

const s = http({ name: "ping", url: "https://example.org/" });

export default pipeline({ name: "wrong" }, () => {
  s().with({ resources: { cpu: 1 }, retry: 2 });
});
