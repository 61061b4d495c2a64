import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { secretIn } from "../../../containers/images/secret-in.ts";

const key = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const bytes = (text: string) => Buffer.from(text);
const kubeconfig = (user: string) => `apiVersion: v1\nkind: Config\nusers:\n- name: me\n  user:\n    ${user}\n`;

describe("a file that must not enter an image", () => {
  it.each([
    [".env", "A=1", "holds the environment of this machine"],
    [".env.production", "A=1", "holds the environment of this machine"],
    ["id_ed25519", "x", "is a private key"],
    ["server.p12", "x", "is a private key"],
    [".netrc", "x", "holds passwords"],
    ["anything.txt", `text\n${key}`, "holds a private key"],
    ["main.mjs", `const k = ${JSON.stringify(key)};`, "holds a private key"],
    ["config", kubeconfig("token: abc"), "is a kubeconfig with a login"],
    ["config.yaml", `users:\n- user:\n    client-key-data: abc\nkind: Config\n`, "is a kubeconfig with a login"],
    [".npmrc", "//npm.example.com/:_authToken=npm_abc", "holds a login of npm"],
    ["key.json", '{"type": "service_account", "private_key": "-----"}', "is the key of a service account"],
    ["config.json", '{"auths": {"ghcr.io": {"auth": "bWU6c2VjcmV0"}}}', "holds logins of registries"],
    ["credentials", "[default]\naws_secret_access_key = abc\n", "holds a key of AWS"],
  ])("%s", (name, text, what) => {
    expect(secretIn(name, bytes(text))).toBe(what);
  });
});

describe("a look-alike that may", () => {
  it.each([
    [".env.example", "A="],
    [".env.production.sample", "A="],
    ["environment.ts", "A=1"],
    ["key.pem", key.replace(/PRIVATE/g, "PUBLIC")],
    ["main.mjs", 'if (text.startsWith("-----BEGIN PRIVATE KEY-----")) throw new Error("kind: Config");'],
    ["config.yaml", kubeconfig("exec: { command: aws }")],
    ["other.yaml", "kind: ConfigMap\ndata:\n  token: abc\n"],
    [".npmrc", "//npm.example.com/:_authToken=${NPM_TOKEN}"],
    ["data.json", '{"auths": {}}'],
    ["private_key.csv", "name,private_key\na,b\n"],
  ])("%s", (name, text) => {
    expect(secretIn(name, bytes(text))).toBeUndefined();
  });
});
