import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { ImagesLock } from "../../../containers/images/images-lock.ts";
import { type CliOptions, type CliResult, pipewright, root } from "../../helpers/cli.ts";

/** An author's project in a folder of its own. */
export interface TestProject {
  readonly folder: string;
  readonly write: (file: string, content: string | Uint8Array) => void;
  readonly read: (file: string) => string;
  readonly lock: () => ImagesLock;
  /** `pipewright build pipeline.ts` with more arguments. */
  readonly build: (args: readonly string[], options?: CliOptions) => Promise<CliResult>;
  readonly run: (args: readonly string[], options?: CliOptions) => Promise<CliResult>;
  readonly remove: () => void;
}

/** Makes a project of files, or of a folder of this one; it finds packages where this one does. */
export function testProject(source: string | Readonly<Record<string, string>>, parent = tmpdir()): TestProject {
  const folder = mkdtempSync(join(parent, "pipewright-images-"));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(root, join(folder, "node_modules", "pipewright"));
  symlinkSync(join(root, "node_modules", "zod"), join(folder, "node_modules", "zod"));
  const write = (file: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  };
  write("package.json", '{ "name": "project", "type": "module", "repository": "https://example.org/project.git" }\n');
  if (typeof source === "string") cpSync(join(root, source), folder, { recursive: true });
  else for (const [name, text] of Object.entries(source)) write(name, text);
  const run = (args: readonly string[], options: CliOptions = {}) => pipewright(args, { cwd: folder, ...options });
  return {
    folder,
    write,
    read: (file) => readFileSync(join(folder, file), "utf8"),
    lock: () => JSON.parse(readFileSync(join(folder, "images.lock.json"), "utf8")) as ImagesLock,
    build: (args, options) => run(["build", "pipeline.ts", ...args], options),
    run,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A pipeline of components that say their own names, and differ in nothing else. */
export function pipelineOf(names: readonly string[]): string {
  const components = names.map(
    (name) => `const ${name} = component({ name: "${name}", outputs: { said: z.string() }, run: () => ({ said: "${name}" }) });`,
  );
  const calls = names.map((name) => `${name}();`).join(" ");
  return `import { component, pipeline } from "pipewright";
import { z } from "zod";
${components.join("\n")}
export default pipeline({ name: "speakers" }, () => { ${calls} });
`;
}

/** The name by digest that `pipewright build` printed for a component. */
export const builtName = ({ stdout }: CliResult, component: string): string =>
  stdout.split("\n").find((line) => line.includes(`/${component}:`)) ?? "";
