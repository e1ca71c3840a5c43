import { checkAccessToken } from '../communication/identities/access-token'
import type { Emulator } from '../core/emulator'
import { bearerToken, type EmulatorRequest, parameter, RequestError } from '../core/http'
import type { CallParticipant, LocalCall } from '../core/store/local-call'

/** The holder of the request's token. Throws 401 without a valid one, 403 without the scope `voip`. */
export async function requireTokenHolder(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<{ holderId: string; token: string }> {
  const token = bearerToken(request) ?? ''
  const holder = await checkAccessToken(token, emulator)
  if (!holder) {
    throw new RequestError(401, 'Unauthorized', 'This is no valid ACS token, or it has ended.', {
      'www-authenticate': 'Bearer',
    })
  }
  if (!holder.scopes.includes('voip')) {
    throw new RequestError(403, 'ScopeMissing', 'The token does not have the scope voip.')
  }
  return { holderId: holder.id, token }
}

/**
 * The participant in the path, as the holder of the request's token; from now on they are in the call
 * with this token. Throws as requireTokenHolder, and 404 for somebody else's or nobody's id.
 */
export async function requireParticipant(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<{ call: LocalCall; participant: CallParticipant }> {
  const { holderId, token } = await requireTokenHolder(request, emulator)
  const call = emulator.store.calls.get(parameter(request, 'call'))
  const participant = call?.participants.get(parameter(request, 'participant'))
  if (!call || participant?.holderId !== holderId) throw notInCall()
  participant.token = token
  return { call, participant }
}

/** As requireParticipant, but who waits in the lobby gets 403. */
export async function requireInside(request: EmulatorRequest, emulator: Emulator) {
  const found = await requireParticipant(request, emulator)
  if (!found.participant.isWaiting) return found
  throw new RequestError(403, 'InLobby', 'The participant waits to be admitted.')
}

export function notInCall(): RequestError {
  return new RequestError(404, 'NotInCall', 'There is no such participant in this call.')
}
