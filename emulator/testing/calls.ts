import { createIdentity, identityPath, sendSigned } from './communication'
import { bodyOf, type TestEmulator } from './emulator'

/** What a page would say of itself when it joins. */
export const STATE = { isMuted: false, isCameraOn: true, isSharing: false, isHandRaised: false }

export interface CallEvent {
  event: string
  data: {
    isWaiting?: boolean
    participants?: { id: string; name: string; order: number; state: typeof STATE }[]
    waiting?: { id: string; name: string }[]
    from?: string
    data?: unknown
    reason?: string
  }
}

/** Somebody with a token, and what they do in calls. */
export interface Caller {
  id: string
  token: string
  send: (path: string, body?: unknown, method?: string, headers?: object) => Promise<Response>
  /** Joins, and returns the participant's id. */
  join: (call: string, displayName?: string) => Promise<string>
}

export async function newCaller(emulator: TestEmulator, scopes = ['voip']): Promise<Caller> {
  const id = await createIdentity(emulator)
  return callerWith(emulator, id, await issueToken(emulator, id, scopes))
}

export async function issueToken(emulator: TestEmulator, id: string, scopes = ['voip']) {
  const body = { scopes, expiresInMinutes: 60 }
  const response = await sendSigned(emulator, identityPath(id, '/:issueAccessToken'), { body })
  return (await bodyOf<{ token: string }>(response)).token
}

export function callerWith(emulator: TestEmulator, id: string, token: string): Caller {
  const send: Caller['send'] = (path, body = {}, method = 'POST', headers = {}) =>
    emulator.fetch(`/_emulator/calls/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      ...(method !== 'GET' && { body: JSON.stringify(body) }),
    })
  return {
    id,
    token,
    send,
    async join(call, displayName = 'Ada') {
      const response = await send(`${call}/join`, { displayName, state: STATE })
      return (await bodyOf<{ participantId: string }>(response)).participantId
    },
  }
}

/** Listens to a participant's events; `next` returns one after the other, `ended` when there are no more. */
export async function listen(
  caller: Caller,
  call: string,
  participant: string,
  lastEventId?: string,
) {
  const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId }
  const response = await caller.send(`${call}/${participant}/events`, {}, 'GET', headers)
  const reader = response.body?.getReader()
  if (!reader) throw new Error(`No events: ${response.status}`)
  const events = readEvents(reader)
  let lastId: string | undefined
  return {
    response,
    async next() {
      const { id, event } = (await events.next()).value as { id?: string; event: CallEvent }
      lastId = id ?? lastId
      return event
    },
    lastId: () => lastId,
    ended: async () => (await events.next()).done === true,
    /** Closes the connection without leaving, as a closed tab does. */
    stop: () => reader.cancel(),
  }
}

async function* readEvents(
  reader: ReadableStreamDefaultReader<Uint8Array>,
): AsyncGenerator<{ id: string | undefined; event: CallEvent }> {
  let text = ''
  const decoder = new TextDecoder()
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return
    text += decoder.decode(value, { stream: true })
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const [, id, event = '', data = ''] =
        /^(?:id: (.+)\n)?event: (.+)\ndata: (.+)$/.exec(block) ?? []
      yield { id, event: { event, data: JSON.parse(data) as CallEvent['data'] } }
    }
  }
}
