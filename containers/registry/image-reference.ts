import { visibleText } from "../../util/visible-text.ts";
import { registryError } from "./registry-error.ts";

/** An image by its name: which registry, which repository there, and which of its images. */
export interface ImageReference {
  /** `ghcr.io`, `localhost:5000`; `docker.io` where a name has none. */
  readonly registry: string;
  /** The path in the registry: `me/taxi/train`; `library/debian` for Docker's own images. */
  readonly repository: string;
  readonly tag: string | undefined;
  /** `sha256:` and 64 hexadecimal digits. With a tag beside it the digest decides. */
  readonly digest: string | undefined;
}

const part = /^[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*$/;
const registryHost =
  /^(?:\[[0-9a-fA-F:]+\]|[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*)(?::[0-9]{1,5})?$/;
const tagForm = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const digestForm = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;

/**
 * Reads the name of an image as container engines do.
 *
 * @example
 * parseReference("debian:bookworm") // => { registry: "docker.io", repository: "library/debian", tag: "bookworm", digest: undefined }
 * @throws RegistryError `image-name-invalid`, with the reason in words
 */
export function parseReference(name: string): ImageReference {
  const fail = (reason: string): never => {
    throw registryError("image-name-invalid", { name: shown(name), reason });
  };
  const misread = misreading(name);
  if (misread !== undefined) return fail(misread);

  const [rest, digest, ...more] = name.split("@") as [string, ...string[]];
  if (more.length > 0) return fail('it has more than one "@"');
  if (digest !== undefined && !digestForm.test(digest)) return fail(`"${digest}" is no digest: sha256: and 64 of 0-9, a-f`);

  const colon = rest.lastIndexOf(":");
  const hasTag = colon > rest.lastIndexOf("/");
  const path = hasTag ? rest.slice(0, colon) : rest;
  const tag = hasTag ? rest.slice(colon + 1) : undefined;
  if (tag !== undefined && !tagForm.test(tag))
    return fail(`"${tag}" is no tag: up to 128 letters, digits, "_", "." and "-", not beginning with "." or "-"`);

  const { registry, repository } = splitRegistry(path);
  if (!registryHost.test(registry)) return fail(`"${registry}" is no address of a registry`);
  if (Number(/:(\d+)$/.exec(registry)?.[1] ?? 1) > 65_535) return fail(`"${registry}" has no port: these end at 65535`);
  const wrong = wrongPath(repository);
  if (wrong !== undefined) return fail(wrong);
  if (registry.length + 1 + repository.length > 255) return fail("it is longer than 255 characters");
  return Object.freeze({ registry, repository, tag, digest });
}

/** `ghcr.io/me/taxi/train:v1@sha256:…`: the whole name, with nothing left to defaults but the tag. */
export function showReference({ registry, repository, tag, digest }: ImageReference): string {
  return `${registry}/${repository}${tag === undefined ? "" : `:${tag}`}${digest === undefined ? "" : `@${digest}`}`;
}

/** A name as it can be printed: not too long, and without the password that somebody put into it. */
function shown(name: string): string {
  const bare = visibleText(name.replace(/[^/@\s]*:[^@]*@(?!sha\d+:)/g, "…@"));
  return bare.length > 300 ? `${bare.slice(0, 300)}…` : bare;
}

/** What people write that looks like a name and is none. */
function misreading(name: string): string | undefined {
  if (name === "") return "it is empty";
  if (/\s/.test(name)) return "it holds a space";
  if (/[\u0000-\u001f\u007f]/.test(name)) return "it holds a control character";
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(name)?.[1];
  if (scheme !== undefined) return `leave "${scheme}://" out`;
  if (
    /^(?:oci|oci-archive|docker-archive|docker-daemon|containers-storage|dir):/.test(name) &&
    name.includes("/", name.indexOf(":"))
  )
    return `"${name.slice(0, name.indexOf(":"))}:" is no registry`;
  if (/^[^/@]*[^/@:]+:[^/@]*@/.test(name) && !/@sha\d+:/.test(name)) return "logins do not belong into a name: docker login";
  if (name.startsWith("/")) return 'it begins with "/"';
  return undefined;
}

/** Docker's rule: the first part is a registry when it could not be a folder on Docker Hub. */
function splitRegistry(path: string): { readonly registry: string; readonly repository: string } {
  const slash = path.indexOf("/");
  const first = slash < 0 ? "" : path.slice(0, slash);
  if (first !== "" && isHost(first)) {
    const registry = first === "index.docker.io" || first === "registry-1.docker.io" ? "docker.io" : first;
    const rest = path.slice(slash + 1);
    return { registry, repository: registry === "docker.io" && !rest.includes("/") ? `library/${rest}` : rest };
  }
  return { registry: "docker.io", repository: slash < 0 ? `library/${path}` : path };
}

const isHost = (first: string): boolean => /[.:]/.test(first) || first === "localhost";

function wrongPath(repository: string): string | undefined {
  if (repository === "" || repository === "library/") return "it names a registry and no image there";
  if (/^library\/[0-9a-f]{64}$/.test(repository)) return "64 hexadecimal digits are the id of an image, not a name";
  if (repository.endsWith("/")) return 'it ends with "/"';
  if (repository.startsWith("/") || repository.includes("//")) return 'a part between two "/" is empty';
  if (/[A-Z]/.test(repository)) return `paths of images are in lower case: ${repository.replace(/^library\//, "").toLowerCase()}`;
  const bad = repository.split("/").find((one) => !part.test(one));
  return bad === undefined
    ? undefined
    : `"${bad}" is no part of a path: a-z and 0-9, with single ".", "_", "__" or "-" between them`;
}
