import { pipeline, secret } from "pipewright";
import { say } from "../parts.ts";

export default pipeline({ name: "right" }, () => {
  say({ what: 1 }).with({
    env: {
      DB_PASSWORD: secret("warehouse", "password"),
      API_TOKEN: "/etc/token",
      MASK_TOKEN: "[MASK]",
      PAD_TOKEN: "<|padding-token-1|>",
      STOP_TOKEN: "end-of-text",
      MAX_TOKEN: "131072",
      PASSWORD_FILE: "/var/run/password",
      JWT_SECRET: "",
    },
  });
});
