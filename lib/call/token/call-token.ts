import type { ProblemAnswer } from '@/lib/contract/schemas'

/** A token for a call, and when it ends, as the API says: nobody decodes a token to learn that. */
export interface CallToken {
  token: string
  /** ISO 8601. */
  expiresOn: string
}

/** What came of asking for a token. */
export type TokenOutcome = { ok: true; token: CallToken } | { ok: false; problem: ProblemAnswer }

export interface TokenOptions {
  /** Whether caches are passed by: what they hold was refused, or ends too soon. */
  isFresh: boolean
}

export type GetToken = (options: TokenOptions) => Promise<TokenOutcome>

/** When a token ends, in milliseconds since 1970. */
export function endOf({ expiresOn }: CallToken): number {
  return Date.parse(expiresOn)
}
