import { type EmulatorRequest, type Refusal, splitTarget } from './http'
import type { Operation } from './operations'

/** A request as it came, with its secrets: show it by `describeRequest` only. */
export interface RecordedRequest {
  /** Milliseconds since 1970. */
  at: number
  /** None for an address the emulator doesn't have. */
  operation: Operation | null
  method: string
  target: string
  contentType: string
  body: Buffer
  /** 0 while there is no response, and for good when a fault dropped it. */
  status: number
  refusal?: Refusal | undefined
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

/** Records a request, and drops the oldest. The caller fills in the status. */
export function recordRequest(
  log: RecordedRequest[],
  operation: Operation | null,
  { method, target, headers, body }: EmulatorRequest,
  at: number,
): RecordedRequest {
  const contentType = headers['content-type'] ?? ''
  const entry = { at, operation, method, target, contentType, body, status: 0 }
  log.push(entry)
  if (log.length > KEPT) log.shift()
  return entry
}

/** A recorded request without its secrets. Blanked only here: hardly any is ever looked at. */
export function describeRequest({
  at,
  operation,
  method,
  target,
  status,
  refusal,
  ...rest
}: RecordedRequest) {
  return {
    at: new Date(at).toISOString(),
    operation,
    method,
    path: blankPath(target),
    status,
    ...(refusal && { refusal: { ...refusal, reason: refusal.reason.replace(TOKEN, BLANK) } }),
    body: blankBody(rest),
  }
}

function blankPath(target: string): string {
  const { path, search } = splitTarget(target)
  const blanked = path.replace(TOKEN, BLANK)
  return search === '' ? blanked : `${blanked}?${search.split('&').map(blankPair).join('&')}`
}

function blankPair(pair: string): string {
  const [name = ''] = new URLSearchParams(pair).keys()
  return isSecret(name) ? `${name}=${BLANK}` : pair.replace(TOKEN, BLANK)
}

function blankBody({ body, contentType }: Pick<RecordedRequest, 'body' | 'contentType'>): unknown {
  const text = body.toString()
  if (text === '') return null
  if (contentType.startsWith('application/x-www-form-urlencoded')) {
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
