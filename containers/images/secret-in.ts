/** More than this no key and no configuration is long. */
const looked = 512 * 2 ** 10;

/** A private key with a body: a library that only knows the words of its first line has none. */
const privateKey = /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----(?:\\r)?(?:\\n|\s)+(?:[A-Za-z-]+: [^\n]*\n\s*)*[A-Za-z0-9+/=]{40}/;

const names: readonly { readonly name: RegExp; readonly is: string }[] = [
  { name: /^\.env(?!.*(?:example|sample|template|defaults)$)(?:\..+)?$/, is: "holds the environment of this machine" },
  { name: /^(?:id_(?:rsa|dsa|ecdsa|ed25519)|.*\.(?:p12|pfx|jks|keystore))$/, is: "is a private key" },
  { name: /^(?:\.netrc|_netrc|\.pgpass|\.git-credentials|\.htpasswd)$/, is: "holds passwords" },
];

const contents: readonly { readonly text: RegExp; readonly is: string }[] = [
  { text: privateKey, is: "holds a private key" },
  {
    text: /^kind:\s*["']?Config["']?\s*$[\s\S]*^\s*(?:client-key-data|token|password):\s*\S|^\s*(?:client-key-data|token|password):\s*\S[\s\S]*^kind:\s*["']?Config["']?\s*$/m,
    is: "is a kubeconfig with a login",
  },
  { text: /^\s*(?:\/\/[^\s=]+:)?_(?:authToken|auth|password)\s*=\s*(?!\$\{)\S+/m, is: "holds a login of npm" },
  { text: /"type"\s*:\s*"service_account"[\s\S]*"private_key"\s*:/, is: "is the key of a service account" },
  { text: /"auths"\s*:\s*\{[^}]*"[^"]+"\s*:\s*\{\s*"(?:auth|identitytoken|password)"\s*:/, is: "holds logins of registries" },
  { text: /^aws_secret_access_key\s*=\s*\S+/m, is: "holds a key of AWS" },
];

/**
 * Whether a file must not go into an image, which everybody who can pull it reads.
 *
 * @returns what it is, to follow its name: "holds a private key"; undefined when nothing is known against it
 * @example
 * secretIn(".env", new TextEncoder().encode("TOKEN=1")) // => "holds the environment of this machine"
 */
export function secretIn(name: string, bytes: Uint8Array): string | undefined {
  const byName = names.find((one) => one.name.test(name));
  if (byName !== undefined) return byName.is;
  const isCode = name.endsWith(".mjs");
  const text = Buffer.from(isCode ? bytes : bytes.subarray(0, looked)).toString("latin1");
  // code has words of all these in it; a key with a body is a key anywhere
  return (isCode ? contents.slice(0, 1) : contents).find((one) => one.text.test(text))?.is;
}
