/**
 * Imports a package that need not be installed. Its name is a value and no literal, so neither the type checker nor a bundler wants it.
 *
 * @returns the module, or in a few words why there is none
 */
export async function importOptional<Module>(name: string): Promise<Module | string> {
  try {
    const imported = (await import(name)) as Module & { readonly default?: Module };
    return imported.default ?? imported;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const missing = (code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND") && message.includes(`'${name}'`);
    return missing ? "not installed" : `installed, but does not load: ${message.split("\n")[0]}`;
  }
}
