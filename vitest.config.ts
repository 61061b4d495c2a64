import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["pipewright-source"] },
  ssr: { resolve: { conditions: ["pipewright-source", "node", "import", "module", "default"] } },
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**", "**/.pipewright/**"],
    pool: "forks", // native addons and process.chdir are safe there
    testTimeout: 30_000,
    hookTimeout: 60_000,
    sequence: { shuffle: { files: false, tests: true } },
    env: { NODE_OPTIONS: "--conditions=pipewright-source" },
  },
});
