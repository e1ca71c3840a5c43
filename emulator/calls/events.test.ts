import { beforeEach, expect, test } from 'vitest'
import { callerWith, issueToken, listen, newCaller, STATE } from '../testing/calls'
import { errorOf, identityPath, sendSigned } from '../testing/communication'
import { startTestEmulator } from '../testing/emulator'

const emulator = await startTestEmulator()

beforeEach(emulator.reset)

test('who listens is told who is in the call, from the start', async () => {
  const ada = await newCaller(emulator)
  const id = await ada.join('group:1', 'Ada')
  const heard = await listen(ada, 'group:1', id)
  expect(heard.response.headers.get('content-type')).toBe('text/event-stream')
  expect(await heard.next()).toEqual({
    event: 'roster',
    data: {
      isWaiting: false,
      participants: [{ id, name: 'Ada', order: 0, state: STATE }],
      waiting: [],
    },
  })
})

test('who waits learns nothing of the others', async () => {
  const [ada, grace] = [await newCaller(emulator), await newCaller(emulator)]
  await ada.join('meeting:1')
  const heard = await listen(grace, 'meeting:1', await grace.join('meeting:1', 'Grace'))
  expect((await heard.next()).data).toEqual({ isWaiting: true, participants: [], waiting: [] })
})

test('a revoked token ends the call of who holds it', async () => {
  const ada = await newCaller(emulator)
  const heard = await listen(ada, 'group:1', await ada.join('group:1'))
  await heard.next()
  await sendSigned(emulator, identityPath(ada.id, '/:revokeAccessTokens'))
  expect(await heard.next()).toEqual({ event: 'ended', data: { reason: 'token' } })
  expect(await heard.ended()).toBe(true)
})

test('an expired token does so, too, unless a renewed one was shown', async () => {
  const ada = await newCaller(emulator)
  const id = await ada.join('group:1')
  const heard = await listen(ada, 'group:1', id)
  await heard.next()
  emulator.clock.now += 50 * 60_000
  const renewed = callerWith(emulator, ada.id, await issueToken(emulator, ada.id))
  await renewed.send(`group:1/${id}/state`, STATE, 'PUT')
  emulator.clock.now += 50 * 60_000
  expect((await heard.next()).event).toBe('roster')
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  expect((await renewed.send(`group:1/${id}/state`, STATE, 'PUT')).status).toBe(204)
  emulator.clock.now += 11 * 60_000
  await heard.next()
  expect(await heard.next()).toMatchObject({ event: 'ended' })
})

test('who comes back within a few seconds hears who is there, and what they missed', async () => {
  const [ada, grace] = [await newCaller(emulator), await newCaller(emulator)]
  const id = await ada.join('group:1')
  const before = await listen(ada, 'group:1', id)
  await before.next()
  await before.stop()
  await new Promise((resolve) => setTimeout(resolve, 100))
  const graceId = await grace.join('group:1', 'Grace')
  await grace.send(`group:1/${graceId}/signal`, { to: id, data: 'hello' })
  const heard = await listen(ada, 'group:1', id)
  expect((await heard.next()).data.participants).toHaveLength(2)
  expect(await heard.next()).toEqual({ event: 'signal', data: { from: graceId, data: 'hello' } })
})

test('what a connection took along when it broke is heard again, what was heard is not', async () => {
  const [ada, grace] = [await newCaller(emulator), await newCaller(emulator)]
  const id = await ada.join('group:1')
  const graceId = await grace.join('group:1', 'Grace')
  const say = (data: string) => grace.send(`group:1/${graceId}/signal`, { to: id, data })
  const before = await listen(ada, 'group:1', id)
  await before.next()
  await say('heard')
  await before.next()
  await say('lost')
  await before.stop()
  const heard = await listen(ada, 'group:1', id, before.lastId())
  expect((await heard.next()).event).toBe('roster')
  expect((await heard.next()).data.data).toBe('lost')
  await say('new')
  expect((await heard.next()).data.data).toBe('new')
})

test('nobody listens in another’s place', async () => {
  const [ada, grace] = [await newCaller(emulator), await newCaller(emulator)]
  const id = await ada.join('group:1')
  const response = await grace.send(`group:1/${id}/events`, {}, 'GET')
  expect((await errorOf(response)).slice(0, 2)).toEqual([404, 'NotInCall'])
})
