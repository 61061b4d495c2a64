import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  // "pipewright" is this checkout's sources, as for the type checker
  resolve: { conditions: ["pipewright-source"] },
  // no "import" here: Node takes these for require as well, and a CommonJS package would get the modules of another
  ssr: { resolve: { conditions: ["pipewright-source", "node", "module", "default"] } },
  test: {
    include: ["test/**/*.test.ts"],
    execArgv: ["--conditions=pipewright-source"],
    pool: "forks", // native addons and changes of folder are safe there
    maxWorkers: availableParallelism(),
    setupFiles: ["test/helpers/same-cases-in-ci.ts"],
    testTimeout: 120_000, // a busy machine is no failure
    hookTimeout: 240_000,
  },
});
