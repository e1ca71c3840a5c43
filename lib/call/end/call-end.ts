import type { ProblemResponse } from '@/lib/contract/schemas'

/** Why a call is over. */
export type CallEnd =
  /** The person left. */
  | { reason: 'left' }
  /** This app’s API issued no token, at the start or for a renewal. */
  | { reason: 'no-token'; problem: ProblemResponse }
  /** The person signed out, in another tab. */
  | { reason: 'signed-out' }
  /** The token was revoked, or its identity deleted. */
  | { reason: 'token-ended' }
  | { reason: 'denied' }
  | { reason: 'full' }
  | { reason: 'unreachable' }
  /** The calling SDK or the browser failed unexpectedly. */
  | { reason: 'failed'; message: string }
  /** The calling service ended it. */
  | { reason: 'service'; code: number; subCode: number; callId: string }

/** Whether the call ended because its token was not, or no longer, accepted: the next call needs a new one. */
export function isTokenRefused(end: CallEnd): boolean {
  if (end.reason === 'service')
    return end.code === 401 || (end.code === 495 && end.subCode === 4507)
  return end.reason === 'token-ended'
}
