import {
  approve,
  type Condition,
  component,
  type Failure,
  File,
  type ListRef,
  type NumberRef,
  onExit,
  pipeline,
  suspend,
  type TextRef,
} from "pipewright";
import { expectTypeOf } from "vitest";
import { z } from "zod";

const measure = component({
  name: "measure",
  outputs: { model: File, auc: z.number(), label: z.string(), ok: z.boolean() },
  run: () => ({ auc: 1, label: "", ok: true }),
});
const tell = component({ name: "tell", params: { what: z.string(), auc: z.number().nullable().default(null) }, run: () => {} });

pipeline({ name: "ends" }, () => {
  const fitted = measure();

  onExit((run) => {
    expectTypeOf(run.status).toEqualTypeOf<TextRef<"Succeeded" | "Failed" | "Error">>();
    expectTypeOf(run.failures).toEqualTypeOf<ListRef<Failure[]>>();
    expectTypeOf(run.duration).toEqualTypeOf<NumberRef>();
    expectTypeOf(run.ifMade(fitted.auc).orElse(0)).toEqualTypeOf<NumberRef>();
    expectTypeOf(run.ifMade(fitted.ok).orElse(false)).toEqualTypeOf<Condition>();
    tell({ what: run.name, auc: run.ifMade(fitted.auc) });
    // @ts-expect-error it may be missing
    tell({ what: run.ifMade(fitted.label) });
    // @ts-expect-error it may be missing, so nothing can be calculated with it
    run.ifMade(fitted.auc).plus(1);
    // @ts-expect-error an artifact is no value
    run.ifMade(fitted.model);
    // @ts-expect-error a run ends in one of three ways
    run.status.eq("Done");
  });

  fitted.onExit((end) => {
    expectTypeOf(end.outputs.auc.orElse(0)).toEqualTypeOf<NumberRef>();
    tell({ what: end.outputs.label.orElse("none") });
    // @ts-expect-error artifacts of a task that has failed may be missing, which Argo can't say
    end.outputs.model;
    // @ts-expect-error it may be missing
    tell({ what: end.outputs.label });
    // @ts-expect-error only a whole run has failures
    end.failures;
  });

  const answers = approve({
    message: fitted.label,
    parameters: { go: z.enum(["YES", "NO"]), copies: z.int().default(1), dry: z.boolean() },
  });
  expectTypeOf(answers.go).toEqualTypeOf<TextRef<"YES" | "NO">>();
  expectTypeOf(answers.copies).toEqualTypeOf<NumberRef>();
  expectTypeOf(answers.dry).toEqualTypeOf<Condition>();
  // @ts-expect-error a message is a text
  approve({ message: fitted.auc });
  // @ts-expect-error nothing of that name is asked
  answers.note;

  tell({ what: "after" }).after(suspend(), answers, fitted);
  // @ts-expect-error minutes(5) or "5m"
  suspend(5);
});
