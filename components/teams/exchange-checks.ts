import type { ProblemCode } from '@/lib/contract/problems'
import type { ProblemResponse } from '@/lib/contract/schemas'

/** A check of the exchange, and its result. */
export interface Check {
  text: string
  state: 'open' | 'passed' | 'failed'
  /** Why it failed. */
  reason?: string
}

/** The result of an exchange, from which the checks are read. */
export type ExchangeResult = 'none' | 'passed' | ProblemResponse

// In the server's order: if a check fails, those before it passed.
const checks: { text: string; codes: ProblemCode[] }[] = [
  {
    text: 'Signed by Microsoft Entra ID, for Azure Communication Services',
    codes: ['teams_token_missing', 'teams_token_invalid'],
  },
  { text: 'Not expired', codes: ['teams_token_expired'] },
  { text: 'Issued by your tenant', codes: ['teams_token_wrong_tenant'] },
  { text: 'Belongs to you', codes: ['teams_token_wrong_user'] },
  { text: 'Requested by this app’s client', codes: ['teams_token_wrong_client'] },
  { text: 'Allowed to manage Teams calls', codes: ['teams_scope_missing'] },
  { text: 'Valid for at least 60 more seconds', codes: ['teams_token_expiring'] },
  {
    text: 'Accepted by Azure Communication Services',
    codes: ['teams_access_denied', 'upstream_failed', 'upstream_throttled', 'upstream_timeout'],
  },
]

/** The checks, as the result of an exchange shows them. */
export function readChecks(result: ExchangeResult): Check[] {
  if (result === 'none') return checks.map(({ text }) => ({ text, state: 'open' }))
  if (result === 'passed') return checks.map(({ text }) => ({ text, state: 'passed' }))
  const failed = checks.findIndex(({ codes }) => codes.includes(result.code))
  return checks.map(({ text }, index) => {
    if (index === failed) return { text, state: 'failed', reason: result.detail }
    return { text, state: index < failed ? 'passed' : 'open' }
  })
}
