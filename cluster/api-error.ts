/** What an API server says when it does not do what it was asked: a `Status` of Kubernetes. */
export interface ApiStatus {
  readonly reason?: string;
  readonly message?: string;
  readonly code?: number;
  readonly details?: {
    readonly name?: string;
    readonly kind?: string;
    readonly retryAfterSeconds?: number;
    readonly causes?: readonly { readonly reason?: string; readonly field?: string; readonly message?: string }[];
  };
}

/** An API server has refused a request. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  /** Of HTTP: 404, 409, 422. */
  readonly code: number;
  readonly status: ApiStatus;

  constructor(code: number, status: ApiStatus) {
    super(status.message ?? `the server answered with ${code}`);
    this.code = code;
    this.status = status;
  }
}

/** The refusal in the body of an answer, or one made of it when something else than an API server has answered. */
export function apiError(code: number, body: string): ApiError {
  try {
    const status = JSON.parse(body) as ApiStatus & { readonly kind?: string };
    if (status.kind === "Status") return new ApiError(code, status);
  } catch {
    // a proxy has answered, or nothing has
  }
  const text = body.trim().slice(0, 200);
  return new ApiError(code, {
    code,
    reason: reasons[code] ?? "",
    message: text === "" ? `the server answered with ${code}` : text,
  });
}

const reasons: Readonly<Record<number, string>> = {
  401: "Unauthorized",
  403: "Forbidden",
  404: "NotFound",
  429: "TooManyRequests",
  500: "InternalError",
  503: "ServiceUnavailable",
  504: "Timeout",
};
