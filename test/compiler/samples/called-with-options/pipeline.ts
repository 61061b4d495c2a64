import { component, pipeline, when } from "pipewright";
import { z } from "zod";

const write = component({
  name: "write",
  params: { text: z.string() },
  outputs: { length: z.int() },
  run: ({ params }) => ({ length: params.text.length }),
});
const say = component({
  name: "say",
  params: { what: z.unknown() },
  run: ({ params, log }) => void log.info(String(params.what)),
});

const inner = pipeline({ name: "inner", defaults: { retry: 1, labels: { from: "inner" } } }, () => ({
  length: write({ text: "deep" }).length,
}));

const prepare = pipeline({ name: "prepare", defaults: { timeout: "1h", labels: { from: "prepare" } } }, () => {
  const first = write({ text: "first" });
  const last = write({ text: "last" }).with({ timeout: "5m", name: "write-last" });
  return { first: first.length, last: last.length, deep: inner().length };
});

/** One pipeline called in three ways: as it is, with options for all that is in it, and with others and a name. */
export default pipeline({ name: "called-with-options", defaults: { labels: { team: "ranking" } } }, () => {
  const plain = prepare();
  const again = prepare();
  const patient = prepare().with({ timeout: "6h", labels: { from: "call" } });
  const named = prepare().with({ retry: 3 }).with({ name: "prepare-hard" }).after(patient);
  when(named.first.gt(plain.last), () => {
    say({ what: again.deep }).with({ name: "say-deep" });
    say({ what: patient.deep });
  });
});
