/**
 * Where a change is judged, property tests try the same cases each time: a failure there is the change's own. Elsewhere every run tries
 * others, and `PIPEWRIGHT_SEED` repeats one.
 */
const seed = process.env["PIPEWRIGHT_SEED"] ?? (process.env["CI"] === "true" ? "20261" : undefined);

if (seed !== undefined) {
  const { default: fc } = await import("fast-check");
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });
}

export {};
