import { beforeEach, expect, test } from 'vitest'
import { listen, newCaller } from '../testing/calls'
import { errorOf } from '../testing/communication'
import { startTestEmulator } from '../testing/emulator'

const emulator = await startTestEmulator()

beforeEach(emulator.reset)

async function twoIn(call: string) {
  const [ada, grace] = [await newCaller(emulator), await newCaller(emulator)]
  const [adaId, graceId] = [await ada.join(call, 'Ada'), await grace.join(call, 'Grace')]
  return { ada, grace, adaId, graceId }
}

test('a signal arrives as it was sent, with who sent it', async () => {
  const { ada, grace, adaId, graceId } = await twoIn('group:1')
  const heard = await listen(grace, 'group:1', graceId)
  await heard.next()
  const data = { description: { type: 'offer', sdp: 'v=0' } }
  expect((await ada.send(`group:1/${adaId}/signal`, { to: graceId, data })).status).toBe(204)
  expect(await heard.next()).toEqual({ event: 'signal', data: { from: adaId, data } })
})

test('a signal to nobody in particular reaches everybody else', async () => {
  const { ada, adaId, grace, graceId } = await twoIn('group:1')
  const [own, other] = [
    await listen(ada, 'group:1', adaId),
    await listen(grace, 'group:1', graceId),
  ]
  await grace.send(`group:1/${graceId}/signal`, { data: 'hello' })
  await ada.send(`group:1/${adaId}/signal`, { data: 'and hello' })
  await own.next()
  await other.next()
  expect((await own.next()).data).toEqual({ from: graceId, data: 'hello' })
  expect((await other.next()).data).toEqual({ from: adaId, data: 'and hello' })
})

test('a signal to who isn’t in the call is rejected', async () => {
  const { ada, adaId } = await twoIn('group:1')
  const response = await ada.send(`group:1/${adaId}/signal`, { to: 'nobody', data: 1 })
  expect((await errorOf(response)).slice(0, 2)).toEqual([404, 'NotInCall'])
})

test('who waits in the lobby signals nobody, and is signalled by nobody', async () => {
  const { ada, grace, adaId, graceId } = await twoIn('meeting:1')
  const out = await grace.send(`meeting:1/${graceId}/signal`, { to: adaId, data: 1 })
  expect((await errorOf(out)).slice(0, 2)).toEqual([403, 'InLobby'])
  const into = await ada.send(`meeting:1/${adaId}/signal`, { to: graceId, data: 1 })
  expect(into.status).toBe(404)
})
