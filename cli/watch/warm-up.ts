import nodeModule from "node:module";
import { resolve } from "../../compiler/1-resolve/resolve.ts";
import { check } from "../../compiler/2-check/check.ts";
import { lower } from "../../compiler/3-lower/lower.ts";
import { print } from "../../compiler/4-print/print.ts";
import type { Target } from "../../compiler/targets/target.ts";
import { verifyManifest } from "../../compiler/verify/verify-manifest.ts";
import type * as Dsl from "../../dsl/index.ts";

/** How often: after some calls V8 knows a function's shapes. */
const rounds = 5;

/**
 * Does once what the first compile of a thread would do for the first time: Node's parser of types gets ready, and the compiler's functions are
 * compiled. Takes a few times as long as it saves, while nobody waits.
 */
export function warmUp({ component, forEach, pipeline, when }: typeof Dsl, { z }: typeof import("zod"), target: Target): void {
  stripSomeTypes();
  const work = component({
    name: "work",
    params: { text: z.string(), number: z.number().optional() },
    outputs: { score: z.number(), done: z.boolean() },
    run: () => ({ score: 1, done: true }),
  });
  const node = pipeline({ name: "warm-up", params: { text: z.string().default("a") } }, ({ text }) => {
    const { score, done } = work({ text }).with({ retry: 1 });
    when(done, () => void work({ text: "b", number: score }));
    forEach(["c", "d"], (item) => void work({ text: item }).after(work({ text: "e" })));
  });
  const images = { imageOf: () => "localhost/work:none", fileUri: () => "", sourceText: () => "" };
  for (let round = 0; round < rounds; round++) {
    const plan = resolve(node);
    check(plan);
    const objects = lower(plan, { images });
    verifyManifest(plan, objects, target);
    print(objects);
  }
}

function stripSomeTypes(): void {
  const { emitWarning } = process;
  process.emitWarning = () => undefined; // stripping is experimental as a function, and usual for files
  nodeModule.stripTypeScriptTypes("const ready: boolean = true;");
  process.emitWarning = emitWarning;
}
