import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { registryRepository } from "../../../containers/registry/registry-repository.ts";
import { type Certificate, makeCertificate } from "../helpers/certificate.ts";
import { quickClock } from "../helpers/quick-clock.ts";
import { startRegistry, type TestRegistry, withoutRegistry } from "../helpers/registry.ts";
import { blobOf } from "../helpers/small-image.ts";

describe.skipIf(withoutRegistry)("a registry behind HTTPS", () => {
  let registry: TestRegistry;
  let files: Certificate;
  beforeAll(async () => {
    files = makeCertificate();
    registry = await startRegistry({ tls: files });
  });
  afterAll(() => registry?.stop());

  it("is not trusted by itself, on this machine neither", async () => {
    const repository = registryRepository(`${registry.host}/x`, { clock: quickClock() });
    await expect(repository.manifest("v1")).rejects.toMatchObject({
      code: "registry-not-trusted",
      message: expect.stringMatching(/its authority is not known.*NODE_EXTRA_CA_CERTS/),
    });
  });

  it("is trusted where NODE_EXTRA_CA_CERTS names its authority", async () => {
    expect(await inOwnProcess(`${registry.host}/x`, { NODE_EXTRA_CA_CERTS: files.certificate })).toBe("5 bytes");
  });

  it("may stand behind somebody who speaks HTTPS for it, and know nothing of that", async () => {
    const plain = await startRegistry();
    const options = { cert: readFileSync(files.certificate), key: readFileSync(files.key) };
    const front = createSecureServer(options, (from, to) => {
      const passed = request(`http://${plain.host}${from.url}`, { method: from.method, headers: from.headers }, (answer) => {
        to.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(to);
      });
      from.pipe(passed);
    });
    front.listen(0, "127.0.0.1");
    await once(front, "listening");
    const { port } = front.address() as AddressInfo;
    expect(await inOwnProcess(`127.0.0.1:${port}/x`, { NODE_EXTRA_CA_CERTS: files.certificate })).toBe("5 bytes");
    expect(plain.log()).toMatch(/PUT \/v2\/x\/blobs\/uploads/);
    front.closeAllConnections();
    front.close();
    await plain.stop();
  });

  it("under another name is not trusted", async () => {
    const said = await inOwnProcess(`localhost:${registry.host.split(":")[1]}/x`, { NODE_EXTRA_CA_CERTS: files.certificate });
    expect(said).toMatch(/^registry-not-trusted.*it is for another name/);
  });
});

describe.skipIf(withoutRegistry)("a registry elsewhere", () => {
  let registry: TestRegistry;
  let proxy: Server;
  let files: Certificate;
  const tunnels: IncomingMessage[] = [];
  beforeAll(async () => {
    files = makeCertificate("0.0.0.0");
    registry = await startRegistry({ tls: files });
    proxy = createServer().on("connect", (from, socket) => {
      tunnels.push(from);
      const { hostname, port } = new URL(`http://${from.url}`);
      const there = connect(Number(port), hostname, () => socket.write("HTTP/1.1 200 OK\r\n\r\n"));
      there.on("error", () => socket.destroy()).pipe(socket);
      socket.on("error", () => there.destroy()).pipe(there);
    });
    proxy.listen(0, "127.0.0.1");
    await once(proxy, "listening");
  });
  afterAll(async () => {
    proxy?.close();
    await registry?.stop();
  });
  const through = (address: string) =>
    inOwnProcess(`0.0.0.0:${registry.host.split(":")[1]}/x`, { NODE_EXTRA_CA_CERTS: files.certificate, HTTPS_PROXY: address });

  // Node's own client knows proxies from 24.5 on.
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  it.skipIf(major < 24 || (major === 24 && minor < 5))(
    "is reached through the proxy that the environment names, with its login",
    async () => {
      expect(await through(`http://me:s3cret@127.0.0.1:${(proxy.address() as AddressInfo).port}`)).toBe("5 bytes");
      expect(tunnels.length).toBeGreaterThan(0);
      expect(tunnels[0]!.headers["proxy-authorization"]).toBe(`Basic ${Buffer.from("me:s3cret").toString("base64")}`);
    },
  );

  it.skipIf(major < 24 || (major === 24 && minor < 5))("is told from its proxy, whose password is not shown", async () => {
    for (const address of [
      "http://me:s3cret@127.0.0.1:1",
      "http://me:s3cret@127.0.0.1:99999",
      `http://me:s3cret@${registry.host}`,
    ]) {
      const said = await through(address);
      expect(said).toMatch(/^registry-unreachable/);
      expect(said).not.toContain("s3cret");
    }
  });
});

describe.skipIf(withoutRegistry)("a registry with plain HTTP", () => {
  let registry: TestRegistry;
  beforeAll(async () => {
    registry = await startRegistry();
  });
  afterAll(() => registry?.stop());
  // To us an address of another machine, though it leads here.
  const far = () => `0.0.0.0:${registry.host.split(":")[1]}`;

  it("elsewhere is refused", async () => {
    const blob = blobOf(Buffer.from("12345"));
    await expect(registryRepository(`${far()}/x`, { clock: quickClock() }).putBlob(blob)).rejects.toMatchObject({
      code: "registry-without-tls",
      message: expect.stringContaining(`--insecure-registry ${far()}`),
    });
  });

  it("elsewhere is good enough where that was said", async () => {
    expect(await registryRepository(`${far()}/x`, { insecure: [far()] }).putBlob(blobOf(Buffer.from("12345")))).toBe(5);
  });

  it("keeps no process alive that is done with it", async () => {
    expect(await inOwnProcess(`${registry.host}/x`, {})).toBe("5 bytes");
  });

  it("on this machine is reached without the proxy that the environment names", async () => {
    expect(
      await inOwnProcess(`${registry.host}/x`, { HTTP_PROXY: "http://127.0.0.1:1", HTTPS_PROXY: "http://127.0.0.1:1" }),
    ).toBe("5 bytes");
  });
});

/** Certificates and proxies are read when a process starts. */
async function inOwnProcess(reference: string, environment: Readonly<Record<string, string>>): Promise<string> {
  const program = join(import.meta.dirname, "put-five-bytes.ts");
  const child = spawn(process.execPath, [program, reference], {
    env: { ...process.env, NODE_OPTIONS: "", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  if (stdout === "") throw new Error(stderr);
  return stdout.trim();
}
