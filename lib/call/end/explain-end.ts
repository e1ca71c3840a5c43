import type { CallEnd } from './call-end'
import { type EndCode, findEndCode } from './end-codes'

const SIGN_IN_ENDED = 'Your sign-in has ended, and the call with it.'

const own: Record<Exclude<CallEnd['reason'], 'service' | 'no-token' | 'failed'>, EndCode> = {
  left: { text: 'You left the call.', isOrdinary: true },
  'token-ended': {
    text: 'Your access was revoked, so the call ended.',
    advice: 'If that was you, join again: you get a new token then.',
  },
  'signed-out': { text: SIGN_IN_ENDED, advice: 'Sign in again, then join again.' },
  denied: { text: 'Somebody in the call did not let you in.' },
  full: { text: 'Four people are in this call; more don’t fit into a local one.' },
  unreachable: {
    text: 'The call could not be reached any more.',
    advice: 'Check that the emulator runs, then join again.',
  },
}

/** The end of a call in words. */
export function explainEnd(end: CallEnd): EndCode {
  switch (end.reason) {
    case 'service':
      return findEndCode(end.code, end.subCode) ?? unknown(end)
    case 'no-token':
      return { text: noToken(end.problem.status), advice: end.problem.detail }
    case 'failed':
      return { text: 'The call could not be placed.', advice: end.message }
    default:
      return own[end.reason]
  }
}

function noToken(status: number): string {
  return status === 401 ? SIGN_IN_ENDED : 'There was no token for this call.'
}

function unknown({ code, subCode }: { code: number; subCode: number }): EndCode {
  return {
    text: `The call ended with the code ${code}/${subCode}.`,
    advice:
      'This app does not know the code. Give it, and the call’s id, to whoever runs this app.',
  }
}
