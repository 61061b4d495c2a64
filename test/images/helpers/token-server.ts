import { randomUUID, sign } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { type Certificate, makeCertificate } from "./certificate.ts";

/** What was asked for. */
export interface TokenRequest {
  readonly method: string;
  /** Whom it was asked as: a user, a refresh token, or nobody. */
  readonly user: string | undefined;
  readonly scopes: readonly string[];
}

export interface TokenServer {
  readonly realm: string;
  readonly service: string;
  readonly issuer: string;
  readonly certificate: string;
  readonly requests: readonly TokenRequest[];
  /** What a user may do with a repository; nobody is undefined. */
  allows: (user: string | undefined, repository: string, action: string) => boolean;
  /** How long the next tokens are good for; a registry forgives a minute. */
  seconds: number;
  /** What clients are told of that. */
  saidSeconds: number | undefined;
  readonly stop: () => Promise<void>;
}

const service = "registry.test";
const issuer = "tokens.test";

/** Gives out tokens as registries take them (distribution's token authentication), to users by their passwords and to holders of refresh tokens. */
export async function startTokenServer(
  users: Readonly<Record<string, string>>,
  refreshTokens: Readonly<Record<string, string>> = {},
): Promise<TokenServer> {
  const requests: TokenRequest[] = [];
  const signer = makeCertificate("tokens.test");
  const server = createServer((from, to) => {
    void (async () => {
      const asked = await read(from, users, refreshTokens);
      if (asked === undefined)
        return void to.writeHead(401, { "content-type": "application/json" }).end('{"details":"incorrect username or password"}');
      requests.push(asked);
      const access = asked.scopes.map((scope) =>
        accessOf(scope, (repository, action) => self.allows(asked.user, repository, action)),
      );
      const token = signToken(signer, { sub: asked.user ?? "", access }, self.seconds);
      to.writeHead(200, { "content-type": "application/json" }).end(
        JSON.stringify({ token, expires_in: self.saidSeconds ?? self.seconds }),
      );
    })();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const self: TokenServer = {
    realm: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`,
    service,
    issuer,
    certificate: signer.certificate,
    requests,
    allows: () => true,
    seconds: 300,
    saidSeconds: undefined,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return self;
}

/** @returns undefined for a wrong password or token */
async function read(
  from: IncomingMessage,
  users: Readonly<Record<string, string>>,
  refreshTokens: Readonly<Record<string, string>>,
): Promise<TokenRequest | undefined> {
  const method = from.method ?? "";
  if (method === "POST") {
    const form = new URLSearchParams(await text(from));
    const user = refreshTokens[form.get("refresh_token") ?? ""];
    const isRight = user !== undefined && form.get("grant_type") === "refresh_token" && form.get("service") === service;
    return isRight ? { method, user, scopes: (form.get("scope") ?? "").split(" ").filter(Boolean) } : undefined;
  }
  const query = new URL(from.url ?? "", "http://localhost").searchParams;
  if (query.get("service") !== service) return undefined;
  const scopes = query.getAll("scope");
  const header = from.headers.authorization;
  if (header === undefined) return { method, user: undefined, scopes };
  const [user = "", password] = Buffer.from(header.replace(/^Basic /, ""), "base64")
    .toString()
    .split(":");
  return users[user] === password ? { method, user, scopes } : undefined;
}

function accessOf(scope: string, allows: (repository: string, action: string) => boolean) {
  const [type = "", name = "", actions = ""] = scope.split(":");
  return { type, name, actions: actions.split(",").filter((action) => allows(name, action)) };
}

/** A JSON Web Token whose signer's certificate travels along. */
function signToken({ certificate, key }: Certificate, claims: object, seconds: number): string {
  const der = readFileSync(certificate, "utf8").replace(/-----[^-]+-----|\s/g, "");
  const now = Math.floor(Date.now() / 1000);
  const begin = Math.min(now, now + seconds) - 10;
  const times = { iat: begin, nbf: begin, exp: now + seconds };
  const payload = { iss: issuer, aud: service, jti: randomUUID(), ...times, ...claims };
  const parts = [{ typ: "JWT", alg: "RS256", x5c: [der] }, payload].map((part) =>
    Buffer.from(JSON.stringify(part)).toString("base64url"),
  );
  return `${parts.join(".")}.${sign("sha256", Buffer.from(parts.join(".")), readFileSync(key)).toString("base64url")}`;
}
