import { ts } from "ts-morph";
import { Scope } from "../scope.ts";
import type { SourceModule } from "../source-module.ts";
import { unknown, type Value } from "../value.ts";
import type { Evaluation, State } from "./evaluation.ts";
import { platformModule, platformValue } from "./platform.ts";

/** Everything that a module exports, by name. */
export interface Exports {
  readonly names: ReadonlyMap<string, () => Value>;
  /** Whether that is all: not where a package's exports are passed on. */
  readonly isComplete: boolean;
}

/** The modules of the program that have been followed. */
export class FollowedModules {
  readonly #evaluation: Evaluation;
  readonly #fresh: () => State;
  readonly #scopes = new Map<SourceModule, Scope>();
  readonly #exports = new Map<SourceModule, Exports>();

  constructor(evaluation: Evaluation, fresh: () => State) {
    this.#evaluation = evaluation;
    this.#fresh = fresh;
  }

  /** Follows a module and all that it imports, once; like Node, imports first. */
  follow(module: SourceModule): Scope {
    const known = this.#scopes.get(module);
    if (known !== undefined) return known;
    const scope = new Scope(undefined, module, module.source);
    this.#scopes.set(module, scope);
    for (const node of module.source.statements) if (ts.isImportDeclaration(node)) this.#import(node, scope);
    for (const node of module.source.statements) {
      if (!ts.isExportDeclaration(node) || node.isTypeOnly) continue;
      const from = this.#imported(module, node.moduleSpecifier);
      if (from !== undefined) this.follow(from);
    }
    this.#aside(() => this.#evaluation.statements(module.source.statements, scope));
    return scope;
  }

  /** What a module exports by a name. */
  exported(module: SourceModule, name: string): Value {
    this.follow(module);
    return this.exportsOf(module).names.get(name)?.() ?? unknown;
  }

  exportsOf(module: SourceModule): Exports {
    const known = this.#exports.get(module);
    if (known !== undefined) return known;
    this.#exports.set(module, { names: new Map(), isComplete: true }); // for rings of modules
    const found = this.#findExports(module);
    this.#exports.set(module, found);
    return found;
  }

  /** Modules are followed outside of whatever wanted them. */
  #aside(follow: () => void): void {
    const { state } = this.#evaluation;
    const before = { ...state };
    Object.assign(state, this.#fresh(), { budget: state.budget });
    follow();
    Object.assign(state, before, { budget: state.budget });
  }

  #imported(module: SourceModule, specifier: ts.Expression | undefined): SourceModule | undefined {
    return specifier !== undefined && ts.isStringLiteralLike(specifier)
      ? this.#evaluation.modules.imported(module, specifier.text)
      : undefined;
  }

  #import({ importClause: clause, moduleSpecifier }: ts.ImportDeclaration, scope: Scope): void {
    const module = this.#imported(scope.module, moduleSpecifier);
    if (clause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return;
    if (module !== undefined) this.follow(module);
    if (clause === undefined) return;
    const specifier = (moduleSpecifier as ts.StringLiteral).text;
    const take = (name: string, node: ts.Node) => () =>
      module === undefined ? this.#ofPackage(specifier, name, node, scope.module) : this.exported(module, name);
    if (clause.name !== undefined) scope.declareLazily(clause.name.text, take("default", clause.name));
    const { namedBindings } = clause;
    if (namedBindings === undefined) return;
    if (ts.isNamespaceImport(namedBindings)) {
      scope.declareLazily(namedBindings.name.text, () =>
        module === undefined ? this.#wholePackage(specifier, namedBindings, scope.module) : { kind: "module", module },
      );
      return;
    }
    for (const { name, propertyName, isTypeOnly } of namedBindings.elements)
      if (!isTypeOnly) scope.declareLazily(name.text, take((propertyName ?? name).text, name));
  }

  #ofPackage(specifier: string, name: string, node: ts.Node, module: SourceModule): Value {
    const platform = platformModule(specifier);
    if (platform === undefined) return this.#evaluation.packageMember(specifier, name);
    return platformValue(name === "default" ? platform : `${platform}.${name}`, node, module);
  }

  #wholePackage(specifier: string, node: ts.Node, module: SourceModule): Value {
    const platform = platformModule(specifier);
    return platform === undefined ? { kind: "package", name: specifier } : platformValue(platform, node, module);
  }

  #findExports(module: SourceModule): Exports {
    const scope = this.follow(module);
    const names = new Map<string, () => Value>();
    let isComplete = true;
    const local = (name: string) => () => scope.valueOf(name) ?? unknown;
    for (const node of module.source.statements) {
      if (ts.isExportAssignment(node)) names.set("default", () => this.#evaluation.valueBefore(node.expression));
      else if (ts.isExportDeclaration(node)) isComplete = this.#passOn(node, module, names, local) && isComplete;
      else if (ts.isVariableStatement(node) && isExported(node))
        for (const name of node.declarationList.declarations.flatMap(declaredNames)) names.set(name, local(name));
      else if ((ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) && isExported(node))
        names.set(isDefault(node) ? "default" : (node.name?.text ?? ""), node.name ? local(node.name.text) : () => unknown);
    }
    return { names, isComplete };
  }

  /** `export { a } from "./b.ts"`, `export * from "./b.ts"`. @returns whether all names are known */
  #passOn(
    node: ts.ExportDeclaration,
    module: SourceModule,
    names: Map<string, () => Value>,
    local: (name: string) => () => Value,
  ): boolean {
    if (node.isTypeOnly) return true;
    const from = this.#imported(module, node.moduleSpecifier);
    const specifier = node.moduleSpecifier as ts.StringLiteral | undefined;
    const { exportClause } = node;
    if (exportClause === undefined) {
      if (from === undefined) return false;
      const all = this.exportsOf(from);
      for (const [name, value] of all.names) if (name !== "default" && !names.has(name)) names.set(name, value);
      return all.isComplete;
    }
    if (!ts.isNamedExports(exportClause)) {
      names.set(exportClause.name.text, () => (from === undefined ? unknown : { kind: "module", module: from }));
      return true;
    }
    for (const { name, propertyName } of exportClause.elements) {
      const source = (propertyName ?? name).text;
      if (specifier === undefined) names.set(name.text, local(source));
      else
        names.set(name.text, () =>
          from === undefined ? this.#ofPackage(specifier.text, source, name, module) : this.exported(from, source),
        );
    }
    return true;
  }
}

const isExported = (node: ts.HasModifiers): boolean => hasModifier(node, ts.SyntaxKind.ExportKeyword);
const isDefault = (node: ts.HasModifiers): boolean => hasModifier(node, ts.SyntaxKind.DefaultKeyword);
const hasModifier = (node: ts.HasModifiers, wanted: ts.SyntaxKind): boolean =>
  (ts.getModifiers(node) ?? []).some(({ kind }) => kind === wanted);

function declaredNames({ name }: ts.VariableDeclaration | ts.BindingElement): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? declaredNames(element) : []));
}
