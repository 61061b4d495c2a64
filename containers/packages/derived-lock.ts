import type { Closure } from "./closure.ts";
import type { LockedPackage } from "./lock/package-lock.ts";
import type { PlacedPackage } from "./placement.ts";

/** A project for npm that is nothing but a closure: `npm ci` lays exactly this, or fails. */
export interface DerivedProject {
  readonly manifest: object;
  readonly lock: object;
}

/**
 * Optional packages become required ones, for what is chosen is wanted: npm leaves out an optional package that it can't get, and says nothing.
 * `os` and `cpu` are left out, for they were judged already, against the target and not against this machine.
 */
export function derivedProject({ edges }: Closure, placed: readonly PlacedPackage[]): DerivedProject {
  const atTop = placed.filter(({ path }) => path.lastIndexOf("node_modules/") === 0);
  const root = {
    name: "pipewright-packages",
    version: "0.0.0",
    dependencies: Object.fromEntries(atTop.map((one) => requirement(one.package))),
  };
  const packages = placed.map((one): [string, object] => {
    const { ownName, name, version, integrity, resolved } = one.package;
    const needed = [...edges.get(one.package.id)!.values()].filter(({ bundled }) => !bundled);
    const dependencies = Object.fromEntries(needed.map(requirement));
    return [
      one.path,
      {
        ...(ownName === name ? {} : { name: ownName }),
        version,
        ...(resolved?.startsWith("http") ? { resolved } : {}),
        integrity,
        ...(Object.keys(dependencies).length === 0 ? {} : { dependencies }),
      },
    ];
  });
  const lock = {
    name: root.name,
    version: root.version,
    lockfileVersion: 3,
    requires: true,
    packages: { "": root, ...Object.fromEntries(packages) },
  };
  return { manifest: { ...root, private: true }, lock };
}

function requirement({ name, ownName, version }: LockedPackage): [string, string] {
  return [name, ownName === name ? version : `npm:${ownName}@${version}`];
}
