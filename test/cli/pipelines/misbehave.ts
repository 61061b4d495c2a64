import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { component, File, InputError, mebibytes, not, pipeline, when } from "pipewright";
import { z } from "zod";

const ways = {
  well: () => {},
  throw: () => {
    throw new TypeError("x is not a function");
  },
  "throw-text": () => {
    throw "just text";
  },
  input: () => {
    throw new InputError("no-rows", 'The file "a.csv" has a header and no rows.', "Give it rows.");
  },
  exit: () => process.exit(0),
  "exit-7": () => process.exit(7),
  "wait-for-ever": () => new Promise<void>(() => {}),
  "reject-later": () =>
    new Promise<void>(() => {
      setTimeout(() => void Promise.reject(new Error("nobody caught it")), 10);
    }),
  flood: () => {
    const line = `${"x".repeat(99)}\n`;
    for (let index = 0; index < 100_000; index++) process.stdout.write(line);
    process.stdout.write("y".repeat(1_000_000));
  },
  memory: () => {
    const kept: number[][] = [];
    for (;;) kept.push(Array<number>(100_000).fill(kept.length));
  },
  stubborn: async () => {
    process.on("SIGTERM", () => console.log("not I"));
    await new Promise((resolve) => setTimeout(resolve, 60_000));
  },
  deaf: () => {
    console.log("busy");
    for (const end = Date.now() + 60_000; Date.now() < end; );
  },
  "leave-a-child": () => {
    spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)"], { stdio: "inherit" });
  },
  "fill-the-disk": async (path: string) => {
    await writeFile(path, Buffer.alloc(64 * 2 ** 20));
  },
} satisfies Record<string, (path: string) => unknown>;

const way = z.enum(Object.keys(ways) as [keyof typeof ways, ...(keyof typeof ways)[]]);

const misbehave = component({
  name: "misbehave",
  params: { how: way },
  outputs: { made: File, value: z.number() },
  run: async ({ params, outputs }) => {
    await writeFile(outputs.made.path, "half");
    await ways[params.how](outputs.made.path);
    return { value: 1 };
  },
});
const after = component({ name: "after", inputs: { made: File }, run: ({ log }) => log.info("after") as undefined });

export default pipeline(
  { name: "misbehave", params: { how: way.default("well"), limited: z.boolean().default(true), note: z.string().optional() } },
  ({ how, limited }) => {
    when(limited, () => {
      const { made } = misbehave({ how }).with({ resources: { memory: mebibytes(256) }, timeout: "20s" });
      after({ made });
    });
    // a step with a limit has a process of its own from the start; one without gets the process that is kept ahead
    when(not(limited), () => {
      const { made } = misbehave({ how });
      after({ made });
    });
  },
);
