import { container, http, pipeline } from "pipewright";

const load = container({ name: "load", image: "alpine:3.22", command: ["load"], env: { DB_PASSWORD: "hunter2-hunter2" } });
const ping = http({ name: "ping", url: "https://example.org/", headers: { Authorization: "Bearer 0123456789abcdef" } });

export default pipeline({ name: "wrong" }, () => {
  load();
  ping();
});
