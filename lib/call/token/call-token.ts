import type { ProblemResponse } from '@/lib/contract/schemas'

/** A token for a call, and when it expires, as the API says: the token is never decoded for that. */
export interface CallToken {
  token: string
  /** ISO 8601. */
  expiresOn: string
}

/** The outcome of requesting a token. */
export type TokenOutcome = { ok: true; token: CallToken } | { ok: false; problem: ProblemResponse }

export interface TokenOptions {
  /** Whether to bypass caches: the token they hold was refused, or expires too soon. */
  isFresh: boolean
}

export type GetToken = (options: TokenOptions) => Promise<TokenOutcome>

/** When a token expires, in milliseconds since 1970. */
export function endOf({ expiresOn }: CallToken): number {
  return Date.parse(expiresOn)
}
