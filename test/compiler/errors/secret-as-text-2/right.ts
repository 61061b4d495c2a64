import { container, http, pipeline, secret } from "pipewright";
import { z } from "zod";

const load = container({
  name: "load",
  image: "alpine:3.22",
  params: { token: z.string() },
  command: ["load"],
  env: ({ params }) => ({
    DB_PASSWORD: secret("warehouse", "password"),
    TOKEN_FILE: "/var/run/token",
    API_TOKEN: params.token.base64,
  }),
});
const ping = http({
  name: "ping",
  url: "https://example.org/",
  headers: { Authorization: secret("jobs", "token"), "X-Request-Token": "none" },
});

export default pipeline({ name: "right" }, () => {
  load({ token: "public" });
  ping();
});
