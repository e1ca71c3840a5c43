import type { EmulatorRequest, Headers } from './http'
import type { Operation } from './operations'

/** What the responses of one Microsoft service have in common. */
export interface ServiceResponses {
  /** The headers on each response. */
  headers(request: EmulatorRequest, elapsedMs: number, operation: Operation): Headers
  /** The body of a failure that no endpoint describes, in the service's own envelope. */
  failure(code: string | undefined, request: EmulatorRequest, now: number): unknown
}
