import { beforeEach, expect, test } from 'vitest'
import { listen, newCaller } from '../testing/calls'
import { errorOf } from '../testing/communication'
import { startTestEmulator } from '../testing/emulator'

const emulator = await startTestEmulator()

beforeEach(emulator.reset)

async function lobby() {
  const [ada, grace] = [await newCaller(emulator), await newCaller(emulator)]
  const adaId = await ada.join('meeting:1', 'Ada')
  const heardByAda = await listen(ada, 'meeting:1', adaId)
  await heardByAda.next()
  const graceId = await grace.join('meeting:1', 'Grace')
  const heardByGrace = await listen(grace, 'meeting:1', graceId)
  await heardByGrace.next()
  return { ada, grace, adaId, graceId, heardByAda, heardByGrace }
}

test('who is in the call sees who waits, and admits them', async () => {
  const { ada, adaId, graceId, heardByAda, heardByGrace } = await lobby()
  expect((await heardByAda.next()).data.waiting).toEqual([{ id: graceId, name: 'Grace' }])
  const response = await ada.send(`meeting:1/${adaId}/admit`, { participantId: graceId })
  expect(response.status).toBe(204)
  const { data } = await heardByGrace.next()
  expect(data.isWaiting).toBe(false)
  expect(data.participants?.map(({ name }) => name)).toEqual(['Ada', 'Grace'])
})

test('or sends them away', async () => {
  const { ada, adaId, graceId, heardByGrace } = await lobby()
  await ada.send(`meeting:1/${adaId}/reject`, { participantId: graceId })
  expect(await heardByGrace.next()).toEqual({ event: 'ended', data: { reason: 'denied' } })
  expect(await heardByGrace.ended()).toBe(true)
})

test('who waits admits nobody, not even themselves', async () => {
  const { grace, graceId } = await lobby()
  for (const verb of ['admit', 'reject']) {
    const response = await grace.send(`meeting:1/${graceId}/${verb}`, { participantId: graceId })
    expect((await errorOf(response)).slice(0, 2)).toEqual([403, 'InLobby'])
  }
})

test('who is in the call already can’t be admitted, nor sent away', async () => {
  const { ada, adaId } = await lobby()
  for (const verb of ['admit', 'reject']) {
    const response = await ada.send(`meeting:1/${adaId}/${verb}`, { participantId: adaId })
    expect(response.status).toBe(404)
  }
})
