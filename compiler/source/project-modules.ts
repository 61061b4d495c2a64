import { dirname, resolve } from "node:path";
import { ts } from "ts-morph";
import { isWellFormed, parseModule, type SourceModule } from "./source-module.ts";

/** The text of a file, or undefined where there is none. */
export type ReadText = (file: string) => string | undefined;

/** Larger files are data, not programs that people write. */
const maxTextLength = 1_000_000;

/** The author's own modules, read when something asks for them. */
export class ProjectModules {
  readonly #readText: ReadText;
  readonly #modules = new Map<string, SourceModule | undefined>();
  readonly #imports = new Map<SourceModule, readonly SourceModule[]>();

  constructor(readText: ReadText) {
    this.#readText = readText;
  }

  /** The module in a file; undefined where there is none, or none that can be parsed. */
  at(file: string): SourceModule | undefined {
    if (!this.#modules.has(file)) this.#modules.set(file, this.#read(file));
    return this.#modules.get(file);
  }

  /** The module that `from` means by a relative specifier; packages are not the author's. */
  imported(from: SourceModule, specifier: string): SourceModule | undefined {
    return isRelative(specifier) ? this.at(resolve(dirname(from.file), specifier)) : undefined;
  }

  /** A module and all that is loaded with it. */
  reachable(from: SourceModule): ReadonlySet<SourceModule> {
    const reached = new Set<SourceModule>();
    const waiting = [from];
    for (let module = waiting.pop(); module !== undefined; module = waiting.pop()) {
      if (reached.has(module)) continue;
      reached.add(module);
      waiting.push(...this.#importsOf(module));
    }
    return reached;
  }

  /** Every module that was read. */
  get all(): readonly SourceModule[] {
    return [...this.#modules.values()].filter((module) => module !== undefined);
  }

  #read(file: string): SourceModule | undefined {
    if (!/\.[cm]?[jt]s$/.test(file)) return undefined;
    const text = this.#readText(file);
    if (text === undefined || text.length > maxTextLength) return undefined;
    const module = parseModule(file, text);
    return isWellFormed(module) ? module : undefined;
  }

  #importsOf(module: SourceModule): readonly SourceModule[] {
    const known = this.#imports.get(module);
    if (known !== undefined) return known;
    const found = specifiersIn(module.source).flatMap((specifier) => this.imported(module, specifier) ?? []);
    this.#imports.set(module, found);
    return found;
  }
}

const isRelative = (specifier: string): boolean => /^\.{1,2}\//.test(specifier);

/** What a module imports for its values; types are gone when it runs. */
function specifiersIn(source: ts.SourceFile): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Statement): void => {
    if (ts.isImportDeclaration(node) && !isTypeOnly(node)) add(node.moduleSpecifier);
    else if (ts.isExportDeclaration(node) && !node.isTypeOnly) add(node.moduleSpecifier);
  };
  const add = (specifier: ts.Expression | undefined): void => {
    if (specifier !== undefined && ts.isStringLiteralLike(specifier)) found.push(specifier.text);
  };
  source.statements.forEach(visit);
  return found;
}

const isTypeOnly = ({ importClause }: ts.ImportDeclaration): boolean => importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
