import type { CallEnd } from './call-end'
import { type EndCode, findEndCode } from './end-codes'

const SESSION_ENDED = 'Your session has ended, so the call ended too.'

const reasons: Record<Exclude<CallEnd['reason'], 'service' | 'no-token' | 'failed'>, EndCode> = {
  left: { text: 'You left the call.', isOrdinary: true },
  'token-ended': {
    text: 'Your access was revoked, so the call ended.',
    advice: 'If you revoked it yourself, join again to get a new token.',
  },
  'signed-out': { text: SESSION_ENDED, advice: 'Sign in again, then join again.' },
  denied: { text: 'Someone in the call denied your request to join.' },
  full: { text: 'This call is full. A local call has room for four people.' },
  unreachable: {
    text: 'The connection to the call was lost.',
    advice: 'Check that the emulator is running, then join again.',
  },
}

/** Explains the end of a call. */
export function explainEnd(end: CallEnd): EndCode {
  switch (end.reason) {
    case 'service':
      return findEndCode(end.code, end.subCode) ?? unknown(end)
    case 'no-token':
      return { text: noToken(end.problem.status), advice: end.problem.detail }
    case 'failed':
      return { text: 'The call could not be placed.', advice: end.message }
    default:
      return reasons[end.reason]
  }
}

function noToken(status: number): string {
  return status === 401 ? SESSION_ENDED : 'No token was issued for this call.'
}

function unknown({ code, subCode }: { code: number; subCode: number }): EndCode {
  return {
    text: `The call ended with code ${code}/${subCode}.`,
    advice: 'This app does not know this code. Send it with the call ID to your administrator.',
  }
}
