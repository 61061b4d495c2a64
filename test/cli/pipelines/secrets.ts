import { component, configMap, pipeline, secret } from "pipewright";

const load = component({
  name: "load",
  run: ({ log }) => log.info(`${process.env["DB_PASSWORD"]} ${process.env["DB_LEVEL"]}`) as undefined,
});

export default pipeline({ name: "secrets" }, () => {
  load().with({
    env: { DB_PASSWORD: secret("warehouse", "password"), DB_LEVEL: configMap("settings", "level", { optional: true }) },
  });
});
