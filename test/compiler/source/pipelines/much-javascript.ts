// A right program that uses much of JavaScript: nothing may be found in it.
import {
  type ArtifactRef,
  and,
  approve,
  type Condition,
  component,
  cron,
  Examples,
  forEach,
  gpu,
  hours,
  listOf,
  Model,
  type NumberRef,
  not,
  onExit,
  pipeline,
  type Ref,
  range,
  repeatUntil,
  type Step,
  type Task,
  text,
  when,
} from "pipewright";
import { z } from "zod";

const rates = [0.1, 0.01, 0.001] as const;
const regions = { eu: { source: "s3://eu", weight: 2 }, us: { source: "s3://us", weight: 1 } } as const;
type Region = keyof typeof regions;

export const load = component({
  name: "load",
  params: { source: z.string(), limit: z.int().optional() },
  outputs: { examples: Examples, rows: z.int(), ok: z.boolean(), tags: z.array(z.string()) },
  run: async ({ log, params }) => {
    if (params.limit !== undefined && params.limit > 3) log.info(`limit ${params.limit}`);
    return { rows: 1, ok: true, tags: [] };
  },
});
export const learn = component({
  name: "learn",
  params: { rate: z.number(), epochs: z.int().default(3), tags: z.array(z.string()).optional() },
  inputs: { examples: Examples },
  outputs: { model: Model, auc: z.number() },
  run: () => ({ auc: Math.random() }),
});
export const pick = component({
  name: "pick",
  params: { scores: z.array(z.number()) },
  inputs: { models: listOf(Model) },
  outputs: { best: z.int() },
  run: ({ params }) => ({ best: params.scores.indexOf(Math.max(...params.scores)) }),
});
export const tell = component({
  name: "tell",
  params: { message: z.string() },
  run: ({ log, params }) => void log.info(`${params.message} at ${new Date().toISOString()}`),
});

interface TrainOptions {
  readonly epochs?: NumberRef | number;
  readonly gpus?: number;
  readonly after?: readonly Step[];
  readonly onlyIf?: Condition;
}

/** Trains with what is given; everything may be left out. */
function trainAll(examples: ArtifactRef<"Examples">, { epochs = 3, gpus = 0, after = [], onlyIf }: TrainOptions = {}) {
  const body = () => {
    const trials = forEach(rates, (rate, index) => {
      const trial = learn({ examples, rate, epochs }).with({
        displayName: "learn",
        retry: 2,
        ...(gpus > 0 && { resources: { gpu: gpu(gpus) } }),
      });
      for (const step of after) trial.after(step);
      if (typeof epochs === "number" && epochs > 100) trial.with({ timeout: hours(epochs / 10) });
      return { model: trial.model, auc: trial.auc, index };
    });
    return { models: trials.model, scores: trials.auc };
  };
  if (onlyIf === undefined) return body();
  return when(onlyIf, body).otherwise(body);
}

const unless = (condition: Condition | undefined, body: () => void) => (condition ? when(not(condition), body) : body());
const chain = (...steps: readonly Task<object>[]) => steps.reduce((before, step) => step.after(before));
const memo = new Map<Region, ReturnType<typeof load>>();
const loadOnce = (region: Region) => {
  const known = memo.get(region);
  if (known) return known;
  const made = load({ source: regions[region].source });
  memo.set(region, made);
  return made;
};
class Notes {
  readonly #steps: Step[] = [];
  add(message: string | Ref<string>) {
    const step = tell({ message });
    this.#steps.push(step);
    if (this.#steps.length > 1) step.after(this.#steps[0]!);
    return step;
  }
  get last() {
    return this.#steps.at(-1);
  }
}

export default pipeline(
  {
    name: "app",
    params: { epochs: z.int().default(3), loud: z.boolean().default(false) },
    schedule: cron("0 3 * * *", { timezone: "UTC" }),
  },
  ({ epochs, loud }) => {
    const notes = new Notes();
    const loads = (Object.keys(regions) as Region[]).map((region) => ({ region, ...loadOnce(region) }));
    for (const { region, rows, examples, ok } of loads) {
      const { weight } = regions[region];
      if (weight > 1) notes.add(text`${region}: ${rows} rows`);
      const trained = trainAll(examples, { epochs, gpus: weight, onlyIf: and(ok, rows.gt(100 * weight)) });
      const { best } = pick(trained);
      notes.add(loads.length > 1 ? text`best ${best}` : "none");
    }
    const [first, ...others] = loads;
    if (first !== undefined && others.length > 0)
      unless(first.ok, () => {
        for (const other of others) trainAll(other.examples);
      });
    chain(tell({ message: "a" }), tell({ message: "b" }));
    const answer = approve({ message: "go?", parameters: { rate: z.number().default(0.1) } });
    const tuned = repeatUntil(
      (last) => {
        const one = learn({ examples: first!.examples, rate: last.rate });
        return { rate: last.rate.times(0.5), auc: one.auc };
      },
      ({ auc }) => auc.gt(0.9),
      { max: 5, start: { rate: answer.rate } },
    );
    when(loud, () => {
      tell({ message: text`auc ${tuned.auc}` });
    });
    forEach(range(3), (n) => void tell({ message: text`${n}` }));
    onExit(({ status }) => {
      when(status.ne("Succeeded"), () => {
        tell({ message: text`ended ${status}` });
      });
    });
    if (notes.last) console.log("noted");
  },
);
