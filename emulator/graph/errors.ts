import { randomUUID } from 'node:crypto'
import {
  type EmulatorRequest,
  type EmulatorResponse,
  header,
  type Headers,
  HttpError,
  json,
} from '../core/http'

/** An error in Graph's envelope, with the ids its support asks for. */
export class GraphError extends HttpError {
  override readonly name = 'GraphError'

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Headers = {},
  ) {
    super(message)
  }

  override get rule(): string {
    return `${this.status} ${this.code}`
  }

  override toResponse(request: EmulatorRequest, now: number): EmulatorResponse {
    const body = errorBody(this.code, this.message, request, now)
    return json(this.status, body, this.headers)
  }
}

export function errorBody(code: string, message: string, request: EmulatorRequest, now: number) {
  const requestId = randomUUID()
  return {
    error: {
      code,
      message,
      innerError: {
        date: new Date(now).toISOString().slice(0, 19),
        'request-id': requestId,
        'client-request-id': header(request, 'client-request-id') ?? requestId,
      },
    },
  }
}
