import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bases } from "../../../containers/bases/bases.ts";
import { faultsOf, readDockerfile } from "./read-dockerfile.ts";

const folder = join(import.meta.dirname, "../../../containers/bases");
const read = (name: string, file: string) => readFileSync(join(folder, name, file), "utf8");

describe.each(Object.values(bases))("the base $name", ({ name, platforms, packages }) => {
  it("is made of what is known by its hash, runs as 65532 and starts Node", () => {
    expect(faultsOf(read(name, "Dockerfile"))).toEqual([]);
  });

  it("proves itself, and is not made without it", () => {
    const stages = readDockerfile(read(name, "Dockerfile"));
    const proof = stages.find((stage) => stage.name === "proof")!;
    expect(proof.instructions.at(-1)!.text).toContain("/proof/prove.mjs");
    // a builder leaves out a stage of which the last one takes nothing
    expect(stages.at(-1)!.instructions.map(({ text }) => text)).toContain("--from=proof /proof/proven.json /nodejs/proven.json");
    expect(proof.image).toBe(stages.at(-1)!.image);
  });

  it("copies files that are there", () => {
    const copied = readDockerfile(read(name, "Dockerfile"))
      .flatMap(({ instructions }) => instructions)
      .filter((one) => one.name === "COPY" && !one.text.startsWith("--from"))
      .flatMap(({ text }) => text.split(/\s+/).slice(0, -1));
    expect(copied.length).toBeGreaterThan(0);
    expect(readdirSync(join(folder, name))).toEqual(expect.arrayContaining([...new Set(copied)]));
  });

  it("is built by BuildKit for its platforms, with arguments that the Dockerfile has", () => {
    const bake = JSON.parse(read(name, "docker-bake.json")) as {
      readonly target: Readonly<Record<string, { readonly platforms: readonly string[]; readonly args: Record<string, string> }>>;
    };
    const target = bake.target[name]!;
    expect(target.platforms).toEqual(platforms);
    const known = read(name, "Dockerfile").matchAll(/^ARG (\w+)/gm);
    expect([...[...known].map(([, arg]) => arg), "SOURCE_DATE_EPOCH"]).toEqual(expect.arrayContaining(Object.keys(target.args)));
  });

  it("has the packages that are said of it, each by its hash", () => {
    if (Object.keys(packages).length === 0) return expect(readdirSync(join(folder, name))).not.toContain("package-lock.json");
    const text = read(name, "package-lock.json");
    expect(text).not.toContain('"resolved"');
    const locked = Object.entries(
      (JSON.parse(text) as { packages: Record<string, { version: string; integrity?: string }> }).packages,
    );
    expect(locked.filter(([path, { integrity }]) => path !== "" && integrity === undefined)).toEqual([]);
    const single = locked.filter(([path]) => /^node_modules\/(@tensorflow\/[^/]+|webgpu)$/.test(path));
    expect(Object.fromEntries(single.map(([path, { version }]) => [path.replace("node_modules/", ""), version]))).toEqual(
      packages,
    );
  });
});

describe("the rules for bases", () => {
  const good = `ARG A=docker.io/library/node:24@sha256:${"0".repeat(64)}
FROM \${A} AS node
FROM node
ENV PATH=/nodejs/bin:/bin
USER 65532:65532
ENTRYPOINT ["/nodejs/bin/node"]
`;

  it("find nothing in a right one", () => {
    expect(faultsOf(good)).toEqual([]);
  });

  it.each([
    [`@sha256:${"0".repeat(64)}`, "", "FROM docker.io/library/node:24: no registry, tag and digest"],
    ["node:24@", "node:latest@", `FROM docker.io/library/node:latest@sha256:${"0".repeat(64)}: latest`],
    ["USER 65532:65532", "USER root", "USER root"],
    ['["/nodejs/bin/node"]', "node", "ENTRYPOINT node"],
    ["/nodejs/bin:", "", "PATH without /nodejs/bin"],
    ["USER ", "ADD https://example.org/a.tgz /\nUSER ", "ADD https://example.org/a.tgz /"],
    ["USER ", "RUN curl https://example.org/a.sh | sh\nUSER ", "RUN curl https://example.org/a.sh | sh: fetches without a hash"],
    ["USER ", "RUN apt-get update && \\\n apt-get install x\nUSER ", "RUN apt-get update &&   apt-get install x: of any day"],
    ["USER ", 'RUN ["npm", "ci"]\nUSER ', 'RUN ["npm", "ci"]: runs scripts'],
    ["USER ", "ARG X_SHA256=abc\nUSER ", "ARG X_SHA256=abc: no SHA-256"],
  ])("see %j become %j", (from, to, fault) => {
    expect(faultsOf(good.replace(from, to))).toContain(fault);
  });
});
