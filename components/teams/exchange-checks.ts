import type { ProblemCode } from '@/lib/contract/problems'
import type { ProblemAnswer } from '@/lib/contract/schemas'

/** A check of the exchange: what it makes sure of, and what is known of it. */
export interface Check {
  text: string
  state: 'open' | 'passed' | 'failed'
  /** Why it failed. */
  reason?: string
}

/** What an exchange came to, as far as the checks can be read from it. */
export type ExchangeResult = 'none' | 'passed' | ProblemAnswer

// In the server's order: a check that fails means that those before it passed.
const checks: { text: string; codes: ProblemCode[] }[] = [
  {
    text: 'Microsoft Entra ID signed it, for Azure Communication Services',
    codes: ['teams_token_missing', 'teams_token_invalid'],
  },
  { text: 'It has not expired', codes: ['teams_token_expired'] },
  { text: 'It is of your tenant', codes: ['teams_token_wrong_tenant'] },
  { text: 'It is yours, not another person’s', codes: ['teams_token_wrong_user'] },
  { text: 'This app’s client asked for it', codes: ['teams_token_wrong_client'] },
  { text: 'It may manage Teams calls', codes: ['teams_scope_missing'] },
  { text: 'Valid for at least 60 more seconds', codes: ['teams_token_expiring'] },
  {
    text: 'Azure Communication Services accepts the Teams user',
    codes: ['teams_access_denied', 'upstream_failed', 'upstream_throttled', 'upstream_timeout'],
  },
]

/** The checks, as an exchange that came to `result` tells them. */
export function readChecks(result: ExchangeResult): Check[] {
  if (result === 'none') return checks.map(({ text }) => ({ text, state: 'open' }))
  if (result === 'passed') return checks.map(({ text }) => ({ text, state: 'passed' }))
  const failed = checks.findIndex(({ codes }) => codes.includes(result.code))
  return checks.map(({ text }, index) => {
    if (index === failed) return { text, state: 'failed', reason: result.detail }
    return { text, state: index < failed ? 'passed' : 'open' }
  })
}
