import type { CallEnd } from '../end/call-end'
import type { SdkCall } from './place-call'

/** Why a call of the SDK is over. */
export function toEnd(call: SdkCall, hasLeft: boolean): CallEnd {
  if (hasLeft) return { reason: 'left' }
  const { code = 0, subCode = 0 } = call.callEndReason ?? {}
  return { reason: 'service', code, subCode, callId: call.id }
}

/** Why a call of the SDK did not even begin. */
export function toFailure(error: unknown): CallEnd {
  const { code, subCode } = error as { code?: unknown; subCode?: unknown }
  if (typeof code === 'number') {
    return { reason: 'service', code, subCode: Number(subCode ?? 0), callId: 'none' }
  }
  const message =
    'The calling SDK could not start. Check your connection, or try a current version of Edge or Chrome.'
  return { reason: 'failed', message }
}
