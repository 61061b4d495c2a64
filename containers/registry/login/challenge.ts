/** How a registry wants to be told who asks (RFC 9110, WWW-Authenticate). */
export type Challenge =
  | { readonly scheme: "basic" }
  | {
      readonly scheme: "bearer";
      readonly realm: string;
      readonly service: string | undefined;
      readonly scope: string | undefined;
    };

/**
 * Reads a `WWW-Authenticate` header; of several ways the token goes first.
 *
 * @example
 * readChallenge('Bearer realm="https://auth.docker.io/token",service="registry.docker.io"')
 * // => { scheme: "bearer", realm: "https://auth.docker.io/token", service: "registry.docker.io", scope: undefined }
 */
export function readChallenge(header: string | undefined): Challenge | undefined {
  if (header === undefined) return undefined;
  const challenges = split(header);
  const bearer = challenges.find(({ scheme, parameters }) => scheme === "bearer" && parameters.get("realm"));
  if (bearer !== undefined) {
    const { parameters } = bearer;
    return {
      scheme: "bearer",
      realm: parameters.get("realm")!,
      service: parameters.get("service"),
      scope: parameters.get("scope"),
    };
  }
  return challenges.some(({ scheme }) => scheme === "basic") ? { scheme: "basic" } : undefined;
}

interface OneChallenge {
  readonly scheme: string;
  readonly parameters: Map<string, string>;
}

const parameter = /^\s*,?\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/;
const schemeName = /^\s*,?\s*([A-Za-z][A-Za-z0-9_-]*)(?=\s|,|$)/;

function split(header: string): readonly OneChallenge[] {
  const found: OneChallenge[] = [];
  let rest = header;
  while (rest.trim() !== "") {
    const pair = parameter.exec(rest);
    if (pair !== null && found.length > 0) {
      found.at(-1)!.parameters.set(pair[1]!.toLowerCase(), pair[2]?.replace(/\\(.)/g, "$1") ?? pair[3] ?? "");
      rest = rest.slice(pair[0].length);
      continue;
    }
    const scheme = schemeName.exec(rest);
    if (scheme === null) return found;
    found.push({ scheme: scheme[1]!.toLowerCase(), parameters: new Map() });
    rest = rest.slice(scheme[0].length);
  }
  return found;
}
