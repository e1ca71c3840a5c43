import type { Fault } from '../support/programs/emulator'

/** What a caller hears: the status, and of a problem the code. */
export type Outcome = [status: number, code?: string]

export interface Endpoint {
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  /** What is in a fault when this is called. */
  operation: string
  /** Whether the caller has an identity before. */
  needsIdentity?: true
  /** Whether what the remote service did is known only by its response. */
  createsRemotely?: true
  /** Whether the remote call may be repeated within the request. */
  isRepeated?: true
  succeedsWith: number
}

export const endpoints: Record<string, Endpoint> = {
  'POST /api/user': {
    method: 'POST',
    path: '/api/user',
    operation: 'acs.createIdentity',
    createsRemotely: true,
    succeedsWith: 201,
  },
  'POST /api/token': {
    method: 'POST',
    path: '/api/token',
    operation: 'acs.createIdentity',
    createsRemotely: true,
    succeedsWith: 201,
  },
  'GET /api/token': {
    method: 'GET',
    path: '/api/token',
    operation: 'acs.issueToken',
    needsIdentity: true,
    isRepeated: true,
    succeedsWith: 201,
  },
  'DELETE /api/token': {
    method: 'DELETE',
    path: '/api/token',
    operation: 'acs.revokeTokens',
    needsIdentity: true,
    isRepeated: true,
    succeedsWith: 204,
  },
  'DELETE /api/user': {
    method: 'DELETE',
    path: '/api/user',
    operation: 'acs.deleteIdentity',
    needsIdentity: true,
    isRepeated: true,
    succeedsWith: 204,
  },
  'POST /api/token/teams': {
    method: 'POST',
    path: '/api/token/teams',
    operation: 'acs.exchangeTeamsToken',
    isRepeated: true,
    succeedsWith: 201,
  },
  'GET /api/profile, Entra': {
    method: 'GET',
    path: '/api/profile',
    operation: 'entra.token',
    succeedsWith: 200,
  },
  'GET /api/profile, Graph': {
    method: 'GET',
    path: '/api/profile',
    operation: 'graph.me',
    succeedsWith: 200,
  },
}

// As often as a request asks at the most.
const LASTING = 3

interface FaultKind {
  fault: Omit<Fault, 'operation'>
  /** What comes of it where the call isn't repeated, or the fault outlasts the repetitions. */
  outcome: Outcome
  /** Whether the response is lost after the work was done, or makes no sense. */
  losesResponse?: true
}

export const faults: Record<string, FaultKind> = {
  '500 once': { fault: { status: 500 }, outcome: [502, 'upstream_failed'] },
  '500 lasting': { fault: { status: 500, times: LASTING }, outcome: [502, 'upstream_failed'] },
  '503 once': { fault: { status: 503 }, outcome: [503, 'upstream_unavailable'] },
  '503 lasting': {
    fault: { status: 503, times: LASTING },
    outcome: [503, 'upstream_unavailable'],
  },
  'connection lost before the work': {
    fault: { drop: 'before', times: LASTING },
    outcome: [502, 'upstream_failed'],
  },
  'connection lost after the work': {
    fault: { drop: 'after', times: LASTING },
    outcome: [502, 'upstream_failed'],
    losesResponse: true,
  },
  'no response in time': {
    fault: { delayMs: 20_000, times: LASTING },
    outcome: [504, 'upstream_timeout'],
    losesResponse: true,
  },
  'our credentials refused': {
    fault: { status: 401, times: LASTING },
    outcome: [502, 'upstream_failed'],
  },
  'an empty response': {
    fault: { status: 200, body: {}, times: LASTING },
    outcome: [502, 'upstream_failed'],
    losesResponse: true,
  },
  'a response without sense': {
    fault: { status: 200, body: 'nonsense', times: LASTING },
    outcome: [502, 'upstream_failed'],
    losesResponse: true,
  },
  // Last: these wait for what they ask for, and meanwhile a response that was too late is done with, too.
  '429 once, Retry-After 1': {
    fault: { status: 429, retryAfter: 1 },
    outcome: [503, 'upstream_throttled'],
  },
  '429 lasting, Retry-After 12': {
    fault: { status: 429, retryAfter: 12, times: LASTING },
    outcome: [503, 'upstream_throttled'],
  },
}

/** What the contract says that a caller of an endpoint hears under a fault. */
export function expectedOutcome(name: string, faultName: string): Outcome {
  const { method, path, operation, isRepeated, succeedsWith } = endpoints[name]!
  const { outcome } = faults[faultName]!
  const isOvercome = isRepeated && faultName.includes('once')
  // The mapping has ended, and that is what the caller asked for; ACS follows.
  if (isOvercome || (method === 'DELETE' && path === '/api/user')) return [succeedsWith]
  // None of the tokens is handed out again; ACS follows.
  if (method === 'DELETE' && path === '/api/token') return [202]
  // Graph refuses a token, and a new one, too: Entra has to see the person.
  if (operation === 'graph.me' && faultName === 'our credentials refused') {
    return [401, 'interaction_required']
  }
  return outcome
}
