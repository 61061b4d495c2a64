import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

const root = resolve(import.meta.dirname, "../..");

/** One import statement of one of the project's files. Paths are relative to the root and use "/". */
export interface Import {
  readonly from: string;
  /** A file of the project, or the name of a package or built-in such as "zod", "node:fs". */
  readonly to: string;
  /** `import type`: gone when the program runs. */
  readonly typeOnly: boolean;
  /** `import(...)`: loaded when it is reached. */
  readonly lazy: boolean;
}

/** The imports of every TypeScript file in these folders of the project. */
export function importsIn(folders: readonly string[]): readonly Import[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /(?<!\.d)\.ts$/.test(entry.name) && !entry.parentPath.includes("node_modules"))
      .flatMap((entry) => importsOf(join(entry.parentPath, entry.name))),
  );
}

function importsOf(file: string): readonly Import[] {
  const from = shown(file);
  return importsInText(readFileSync(file, "utf8")).map((found) => ({
    ...found,
    from,
    to: found.to.startsWith(".") ? shown(resolve(dirname(file), found.to)) : found.to,
  }));
}

/** The imports in a module's text, as it writes them; those in comments are not. */
export function importsInText(text: string): readonly Omit<Import, "from">[] {
  const code = text.replace(/^\s*(\/\*|\*|\/\/).*$/gm, "");
  const whole = [...code.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?"([^"]+)"/gm)];
  const lazy = [...code.matchAll(/\bimport\(\s*"([^"]+)"\s*\)/g)];
  return [
    ...whole.map(([, type, to]) => ({ to: to ?? "", typeOnly: type !== undefined, lazy: false })),
    ...lazy.map(([, to]) => ({ to: to ?? "", typeOnly: false, lazy: true })),
  ];
}

/** A ring of files that import one another, as "a -> b -> a"; undefined when there is none. */
export function findCycle(imports: readonly Import[]): string | undefined {
  const next = Map.groupBy(imports, ({ from }) => from);
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): string | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file].join(" -> ");
    if (done.has(file)) return undefined;
    path.push(file);
    const cycle = next
      .get(file)
      ?.map(({ to }) => visit(to))
      .find((found) => found !== undefined);
    path.pop();
    done.add(file);
    return cycle;
  };
  return [...next.keys()].map(visit).find((found) => found !== undefined);
}

/** Every file that `start` reaches through `imports`, `start` itself among them. */
export function reachable(start: readonly string[], imports: readonly Import[]): ReadonlySet<string> {
  const next = Map.groupBy(imports, ({ from }) => from);
  const reached = new Set<string>();
  const waiting = [...start];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    waiting.push(...(next.get(file) ?? []).map(({ to }) => to));
  }
  return reached;
}

const shown = (file: string) => relative(root, file).split(sep).join("/");
