import type { CallCredential } from '../token/call-credential'
import { readEvents } from './read-events'

/** What a participant shares with the others in a local call. */
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

export type SignalingEvent =
  | { event: 'roster'; data: Roster }
  | { event: 'signal'; data: { from: string; data: unknown } }
  | { event: 'ended'; data: { reason: 'denied' | 'token' } }

/** `id` is empty for a roster, which is sent anew to who comes back. */
type Sent = SignalingEvent & { id: string }

/** The emulator refused a request; `status` is its HTTP status. */
export class SignalingError extends Error {
  override readonly name = 'SignalingError'
  constructor(readonly status: number) {
    super(`The emulator responded with ${status}.`)
  }
}

/** The connection of one participant to a local call at the emulator. */
export interface Signaling {
  participantId: string
  events: (signal: AbortSignal) => AsyncGenerator<SignalingEvent>
  send: (data: object, to?: string) => Promise<void>
  share: (state: SharedState) => Promise<void>
  admit: (participantId: string) => Promise<void>
  reject: (participantId: string) => Promise<void>
  leave: () => Promise<void>
}

type Init = Omit<RequestInit, 'headers'> & { headers?: Record<string, string> }

interface SignalingOptions {
  emulatorUrl: string
  callId: string
  displayName: string
  state: SharedState
  credential: CallCredential
}

/** Joins a call at the emulator. Throws SignalingError, or TypeError where there is no emulator. */
export async function joinAtEmulator(options: SignalingOptions): Promise<Signaling> {
  const { emulatorUrl, callId, displayName, state, credential } = options
  const call = `${emulatorUrl}/_emulator/calls/${encodeURIComponent(callId)}`

  async function request(method: string, path: string, body?: object, init: Init = {}) {
    const response = await fetch(`${call}/${path}`, {
      ...init,
      method,
      headers: {
        ...init.headers,
        authorization: `Bearer ${await credential.token()}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new SignalingError(response.status)
    return response
  }

  // What can't reach the emulator is sent as soon as events arrive from it again.
  const unsent: (() => Promise<void>)[] = []
  async function deliver(attempt: () => Promise<void>): Promise<void> {
    try {
      await attempt()
    } catch (error) {
      if (error instanceof SignalingError) throw error
      unsent.push(attempt)
    }
  }
  // One after the other: of two states the later one stays.
  async function deliverUnsent() {
    for (const attempt of unsent.splice(0)) await deliver(attempt).catch(() => undefined)
  }
  let lastHeard = ''

  const joined = await request('POST', 'join', { displayName, state })
  const { participantId } = (await joined.json()) as { participantId: string }
  const post = async (verb: string, body: object = {}, init?: Init) => {
    await request('POST', `${participantId}/${verb}`, body, init)
  }
  return {
    participantId,
    async *events(signal) {
      const response = await request('GET', `${participantId}/events`, undefined, {
        signal,
        ...(lastHeard && { headers: { 'last-event-id': lastHeard } }),
      })
      if (!response.body) return
      for await (const { id, ...event } of readEvents<Sent>(response.body)) {
        void deliverUnsent()
        if (id) lastHeard = id
        yield event
      }
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
