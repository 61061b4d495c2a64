import { container, cron, gpu, hours, pipeline, secret } from "pipewright";

const fetchTrips = container({ name: "fetch-trips", image: "alpine:3.22", command: () => ["sh", "-c", "echo fetched"] });
const train = container({ name: "train", image: "registry.example/train:1", command: () => ["train"] });

/** The same pipeline later: another time, more memory, a step more. */
export default pipeline({ name: "nightly", schedule: cron("0 4 * * *", { timezone: "Europe/Berlin" }) }, () => {
  const trips = fetchTrips().with({ env: { TOKEN: secret("warehouse", "token") } });
  const model = train()
    .with({ retry: 2, timeout: hours(1), resources: { memory: "4Gi", gpu: gpu(2) } })
    .after(trips);
  fetchTrips().with({ name: "fetch-later" }).after(model);
});
