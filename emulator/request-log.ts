import { type EmulatorRequest, splitTarget } from './http'
import type { Operation } from './operations'

export interface RecordedRequest {
  at: string
  operation: Operation
  method: string
  path: string
  /** 0 while there is no answer, and for good when a fault dropped it. */
  status: number
  body: unknown
}

const KEPT = 1000
const BLANK = '***'

const SECRETS = new Set([
  'access_token',
  'assertion',
  'authorization',
  'client_assertion',
  'client_secret',
  'code',
  'code_verifier',
  'id_token',
  'id_token_hint',
  'password',
  'refresh_token',
  'secret',
  'token',
])

// Compact JWTs and JWEs, wherever they turn up.
const TOKEN = /eyJ[\w-]+\.[\w-]*\.[\w-]*(\.[\w-]*\.[\w-]*)?/g

/** Notes a request, without its secrets, and lets the oldest go. The caller fills in the status. */
export function recordRequest(
  log: RecordedRequest[],
  operation: Operation,
  request: EmulatorRequest,
  now: number,
): RecordedRequest {
  const entry: RecordedRequest = {
    at: new Date(now).toISOString(),
    operation,
    method: request.method,
    path: blankPath(request.target),
    status: 0,
    body: blankBody(request),
  }
  log.push(entry)
  if (log.length > KEPT) log.shift()
  return entry
}

function blankPath(target: string): string {
  const { path, search } = splitTarget(target)
  return search === '' ? path : `${path}?${search.split('&').map(blankPair).join('&')}`
}

function blankPair(pair: string): string {
  const [name = ''] = new URLSearchParams(pair).keys()
  return isSecret(name) ? `${name}=${BLANK}` : pair.replace(TOKEN, BLANK)
}

function blankBody({ body, headers }: EmulatorRequest): unknown {
  const text = body.toString()
  if (text === '') return null
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
    return blankValue(Object.fromEntries(new URLSearchParams(text)))
  }
  try {
    return blankValue(JSON.parse(text))
  } catch {
    return text.replace(TOKEN, BLANK)
  }
}

function blankValue(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(TOKEN, BLANK)
  if (Array.isArray(value)) return value.map(blankValue)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      isSecret(name) ? BLANK : blankValue(inner),
    ]),
  )
}

function isSecret(name: string): boolean {
  return SECRETS.has(name.toLowerCase())
}
