import type { CallCredential } from '../token/call-credential'
import { readEvents } from './read-events'

/** What the others in a local call see of one. */
export interface SharedState {
  isMuted: boolean
  isCameraOn: boolean
  isSharing: boolean
  isHandRaised: boolean
}

export interface Roster {
  isWaiting: boolean
  participants: { id: string; name: string; order: number; state: SharedState }[]
  waiting: { id: string; name: string }[]
}

export type SignallingEvent =
  | { event: 'roster'; data: Roster }
  | { event: 'signal'; data: { from: string; data: unknown } }
  | { event: 'ended'; data: { reason: 'denied' | 'token' } }

/** A refusal of the emulator's, by its status. */
export class SignallingRefusal extends Error {
  override readonly name = 'SignallingRefusal'
  constructor(readonly status: number) {
    super(`The emulator answered ${status}.`)
  }
}

/** A place in a local call at the emulator. */
export interface Signalling {
  participantId: string
  events: (signal: AbortSignal) => AsyncGenerator<SignallingEvent>
  send: (data: object, to?: string) => Promise<void>
  share: (state: SharedState) => Promise<void>
  admit: (participantId: string) => Promise<void>
  reject: (participantId: string) => Promise<void>
  leave: () => Promise<void>
}

interface Place {
  emulatorUrl: string
  callId: string
  displayName: string
  state: SharedState
  credential: CallCredential
}

/** Joins a call at the emulator. Throws SignallingRefusal, or TypeError where there is no emulator. */
export async function joinAtEmulator(place: Place): Promise<Signalling> {
  const { emulatorUrl, callId, displayName, state, credential } = place
  const call = `${emulatorUrl}/_emulator/calls/${encodeURIComponent(callId)}`

  async function request(method: string, path: string, body?: object, init?: RequestInit) {
    const response = await fetch(`${call}/${path}`, {
      ...init,
      method,
      headers: {
        authorization: `Bearer ${await credential.token()}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new SignallingRefusal(response.status)
    return response
  }

  // What finds no way to the emulator goes out as soon as events come from there again.
  const unsent: (() => Promise<void>)[] = []
  async function deliver(attempt: () => Promise<void>): Promise<void> {
    try {
      await attempt()
    } catch (error) {
      if (error instanceof SignallingRefusal) throw error
      unsent.push(attempt)
    }
  }

  const joined = await request('POST', 'join', { displayName, state })
  const { participantId } = (await joined.json()) as { participantId: string }
  const post = async (verb: string, body: object = {}, init?: RequestInit) => {
    await request('POST', `${participantId}/${verb}`, body, init)
  }
  return {
    participantId,
    async *events(signal) {
      const response = await request('GET', `${participantId}/events`, undefined, { signal })
      for (const attempt of unsent.splice(0)) void deliver(attempt).catch(() => undefined)
      if (response.body) yield* readEvents<SignallingEvent>(response.body)
    },
    send: (data, to) => deliver(() => post('signal', { data, ...(to !== undefined && { to }) })),
    share: (next) =>
      deliver(async () => {
        await request('PUT', `${participantId}/state`, next)
      }),
    admit: (id) => post('admit', { participantId: id }),
    reject: (id) => post('reject', { participantId: id }),
    leave: () => post('leave', {}, { keepalive: true }),
  }
}
