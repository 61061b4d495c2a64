import { ApiError } from "../../../cluster/api-error.ts";
import { ConnectionError } from "../../../cluster/connection-error.ts";

/** What went wrong with an object of a manifest, and what was being done: kubectl says `error when creating "/tmp/manifest.yaml"`. */
export class DoingError extends Error {
  override readonly name = "DoingError";
  override readonly cause: ApiError;
  readonly doing: string;

  constructor(doing: "creating" | "replacing" | "deleting" | "applying", cause: ApiError) {
    super(cause.message);
    this.cause = cause;
    this.doing = doing;
  }
}

/** An error in kubectl's words, which are what a step of Argo ends with. */
export function kubectlWords(error: unknown, source: string): string {
  if (error instanceof DoingError) return refusalWords(error.cause, `error when ${error.doing} ${JSON.stringify(source)}: `);
  if (error instanceof ApiError) return refusalWords(error, "");
  if (error instanceof ConnectionError) {
    return error.code === "ECONNREFUSED"
      ? `The connection to the server ${error.address} was refused - did you specify the right host or port?`
      : `Unable to connect to the server: ${error.message}`;
  }
  return `error: ${(error as Error).message}`;
}

function refusalWords({ code, status, message }: ApiError, doing: string): string {
  if (status.reason === "Unauthorized" || code === 401) return `error: You must be logged in to the server (${doing}${message})`;
  if (status.reason === "Invalid") return invalidWords(status, message);
  return status.reason === undefined || status.reason === ""
    ? `Error from server: ${doing}${message}`
    : `Error from server (${status.reason}): ${doing}${message}`;
}

function invalidWords({ details }: ApiError["status"], message: string): string {
  if (details === undefined) return `The request is invalid: ${message}`;
  const { kind = "", name = "", causes = [] } = details;
  const isNamed = kind !== "" || name !== "";
  const head = isNamed ? `The ${kind} ${JSON.stringify(name)} is invalid` : "The request is invalid";
  if (causes.length === 0) return isNamed ? head : `${head}: ${message}`;
  const told = [...new Set(causes.map((cause) => `${cause.field ?? ""}: ${cause.message ?? ""}`))];
  return told.length === 1 ? `${head}: ${told[0]}` : `${head}: \n${told.map((one) => `* ${one}`).join("\n")}`;
}
