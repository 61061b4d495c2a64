import { component, File, forEach, onExit, onFailure, onSuccess, pipeline, text, when } from "pipewright";
import { z } from "zod";

const measure = component({
  name: "measure",
  params: { size: z.int() },
  outputs: { model: File, auc: z.number(), label: z.string() },
  run: ({ params }) => ({ auc: params.size / 10, label: "{{workflow.name}} $(HOME)" }),
});
const note = component({
  name: "note",
  params: { text: z.string(), level: z.enum(["info", "alarm"]).default("info") },
  outputs: { id: z.string() },
  run: ({ params }) => ({ id: params.text }),
});
const report = component({
  name: "report",
  params: {
    status: z.string(),
    run: z.string(),
    seconds: z.number(),
    failures: z.array(z.object({ task: z.string(), message: z.string() })),
    auc: z.number().nullable(),
    label: z.string(),
    channel: z.string(),
  },
  run: () => {},
});

// called, so that its handlers are the hook of a call
const prepare = pipeline(
  { name: "prepare", params: { size: z.int(), channel: z.string().default("ops") } },
  ({ size, channel }) => {
    const { label } = measure({ size });
    onExit((end) => note({ text: text`${channel}: ${end.status}` }));
    onFailure(() => note({ text: channel, level: "alarm" }));
    return { label };
  },
);

export default pipeline({ name: "exit-handlers", params: { channel: z.string().default("ml") } }, ({ channel }) => {
  const first = measure({ size: 5 });
  const prepared = prepare({ size: 3 });
  note({ text: prepared.label });

  onExit((run) => {
    report({
      status: run.status,
      run: run.name,
      seconds: run.duration.round(),
      failures: run.failures,
      auc: run.ifMade(first.auc),
      label: run.ifMade(first.label).orElse("none"),
      channel,
    });
    when(run.ifMade(first.auc).orElse(0).gt(0.4), () => note({ text: "good enough" }));
    forEach(run.failures, (failure) => {
      const sent = note({ text: text`${failure.task}: ${failure.message}` });
      note({ text: sent.id });
    });
  });
  onSuccess(() => note({ text: channel }));
  onFailure((run) => {
    const sent = note({ text: run.failures.length().json(), level: "alarm" });
    note({ text: text`${run.name} ${sent.id}` });
  });

  // hooks: one task, several, in a branch, in a loop, with what came before
  measure({ size: 1 }).onExit((end) => note({ text: end.outputs.label.orElse("nothing") }));
  measure({ size: 2 }).onExit((end) => {
    const sent = note({ text: text`${first.label} then ${end.status}` });
    when(end.status.ne("Succeeded"), () => note({ text: sent.id, level: "alarm" }));
  });
  when(first.auc.gt(0.2), () => {
    measure({ size: 7 }).onExit((end) => note({ text: end.status }));
  });
  forEach([1, 2], (size) => {
    measure({ size }).onExit((end) => note({ text: text`${size}: ${end.outputs.auc.orElse(0)}` }));
  });
});
