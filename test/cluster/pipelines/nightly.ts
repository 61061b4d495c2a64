import { container, cron, gpu, hours, pipeline, secret } from "pipewright";

const fetchTrips = container({ name: "fetch-trips", image: "alpine:3.22", command: () => ["sh", "-c", "echo fetched"] });
const train = container({ name: "train", image: "registry.example/train:1", command: () => ["train"] });

/** What a namespace may lack: a Secret, a GPU, rights. */
export default pipeline({ name: "nightly", schedule: cron("30 2 * * *", { timezone: "Europe/Berlin" }) }, () => {
  const trips = fetchTrips().with({ env: { TOKEN: secret("warehouse", "token") } });
  train()
    .with({ retry: 2, timeout: hours(1), resources: { memory: "2Gi", gpu: gpu(2) } })
    .after(trips);
});
