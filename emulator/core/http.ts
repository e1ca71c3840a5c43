import type { IncomingHttpHeaders } from 'node:http'
import type { z } from 'zod'
import type { EventStream } from './event-stream'

export interface EmulatorRequest {
  method: string
  /** Path and query exactly as sent: HMAC signs these characters, not a normalized URL. */
  target: string
  /** Decoded segments of the path, by the names the route gives them. */
  parameters: ReadonlyMap<string, string>
  query: URLSearchParams
  headers: IncomingHttpHeaders
  body: Buffer
}

/** One that is undefined isn't sent, also where its service sends it. */
export type Headers = Record<string, string | string[] | undefined>

export interface EmulatorResponse {
  status: number
  headers: Headers
  body: string
  /** Why it is no success, for whoever reads the list of requests. It isn't sent. */
  refusal?: Refusal
  /** Called with the connection, which then stays open, in place of sending the body. */
  open?: (stream: EventStream) => void
}

/** Why a request was refused. */
export interface Refusal {
  reason: string
  /** What the service is known to say in such a case: `AADSTS50011`, `401 IdentityNotOwned`. */
  rule: string
}

/** Thrown to leave an endpoint: the client gets `toResponse()`, in the envelope of the service it asked. */
export abstract class HttpError extends Error {
  /** Why, where the message that the client gets doesn't say. */
  readonly reason?: string

  abstract readonly rule: string

  abstract toResponse(request: EmulatorRequest, now: number): EmulatorResponse
}

/** An error in the envelope that ACS, Graph and the control API share: `{error: {code, message}}`. */
export class RequestError extends HttpError {
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

  override toResponse(): EmulatorResponse {
    const { code, message } = this
    return json(this.status, { error: { code, message } }, this.headers)
  }
}

/** What the list of requests says of an error. */
export function refusalOf({ reason, message, rule }: HttpError): Refusal {
  return { reason: reason ?? message, rule }
}

export function json(status: number, value: unknown, headers: Headers = {}): EmulatorResponse {
  const type = { 'content-type': 'application/json; charset=utf-8' }
  return { status, headers: { ...type, ...headers }, body: JSON.stringify(value) }
}

export function empty(status: number, headers: Headers = {}): EmulatorResponse {
  return { status, headers, body: '' }
}

export function redirect(location: string, headers: Headers = {}): EmulatorResponse {
  return { status: 302, headers: { location, ...headers }, body: '' }
}

/** Takes a request target apart at its first question mark; nothing is decoded. */
export function splitTarget(target: string): { path: string; search: string } {
  const mark = target.indexOf('?')
  if (mark === -1) return { path: target, search: '' }
  return { path: target.slice(0, mark), search: target.slice(mark + 1) }
}

/** A segment of the path that the route names. Throws when the route names no such segment. */
export function parameter(request: EmulatorRequest, name: string): string {
  const value = request.parameters.get(name)
  if (value === undefined) throw new Error(`The route has no parameter called ${name}.`)
  return value
}

/** A header's value; undefined when it is absent or was sent more than once as a list. */
export function header(request: EmulatorRequest, name: string): string | undefined {
  const value = request.headers[name]
  return typeof value === 'string' ? value : undefined
}

/** The credentials of `Authorization: Bearer …`, or undefined. */
export function bearerToken(request: EmulatorRequest): string | undefined {
  return /^Bearer +(\S+)$/i.exec(header(request, 'authorization') ?? '')?.[1]
}

export function readForm(request: EmulatorRequest): URLSearchParams {
  return new URLSearchParams(request.body.toString())
}

/** The JSON body, or undefined when there is none. Throws a 400 when it isn't JSON. */
export function readJson(request: EmulatorRequest): unknown {
  const text = request.body.toString()
  if (text.trim() === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw new RequestError(400, 'BadRequest', 'The request body is not valid JSON.')
  }
}

/** The JSON body in the shape of `schema`. Throws a 400 that names each problem. */
export function readJsonAs<T>(request: EmulatorRequest, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(readJson(request) ?? {})
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
  throw new RequestError(400, 'BadRequest', problems.join('; ').trim())
}
