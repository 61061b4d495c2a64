import { Evaluator } from "./evaluate/evaluator.ts";
import { judge } from "./judge.ts";
import { ProjectModules, type ReadText } from "./project-modules.ts";
import type { SourceFinding } from "./source-finding.ts";

/**
 * Reads the author's pipeline file and the project files that it imports, without running them, and says where a value of now is wanted
 * and a ref is given, which steps are never made, and what a container would not have.
 *
 * A file that can't be parsed is left to Node and TypeScript. Nothing is said where the program does not tell what a value is, or
 * about one whose expressions are nested thousands deep, as no person writes them.
 *
 * ```ts
 * readSource("/project/pipeline.ts", (file) => (existsSync(file) ? readFileSync(file, "utf8") : undefined));
 * ```
 */
export function readSource(file: string, readText: ReadText): readonly SourceFinding[] {
  const modules = new ProjectModules(readText);
  try {
    const entry = modules.at(file);
    if (entry === undefined) return [];
    const program = new Evaluator(modules);
    program.follow(entry);
    return judge(program);
  } catch (error) {
    if (error instanceof RangeError && /call stack/.test(error.message)) return [];
    throw error;
  }
}
