import { randomUUID } from 'node:crypto'
import {
  type Answer,
  type EmulatorRequest,
  header,
  type Headers,
  json,
  Refusal,
} from '../core/http'

/** An error in Graph's envelope, with the ids its support asks for. */
export class GraphError extends Refusal {
  override readonly name = 'GraphError'

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Headers = {},
  ) {
    super(message)
  }

  override answer(request: EmulatorRequest, now: number): Answer {
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
