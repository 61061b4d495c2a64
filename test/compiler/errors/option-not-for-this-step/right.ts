import { http, pipeline } from "pipewright";

const s = http({ name: "ping", url: "https://example.org/" });

export default pipeline({ name: "right" }, () => {
  s().with({ retry: 2, displayName: "Ping" });
});
