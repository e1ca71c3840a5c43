import { beforeEach, expect, test } from 'vitest'
import { listen, newCaller, STATE } from '../testing/calls'
import { startTestEmulator } from '../testing/emulator'

const emulator = await startTestEmulator()

beforeEach(emulator.reset)

test('who leaves is gone for the others at once', async () => {
  const [ada, grace] = [await newCaller(emulator), await newCaller(emulator)]
  const [adaId, graceId] = [await ada.join('group:1'), await grace.join('group:1')]
  const heard = await listen(ada, 'group:1', adaId)
  await heard.next()
  expect((await grace.send(`group:1/${graceId}/leave`)).status).toBe(204)
  expect((await heard.next()).data.participants?.map(({ id }) => id)).toEqual([adaId])
  expect((await grace.send(`group:1/${graceId}/leave`)).status).toBe(404)
})

test('a closed tab is gone after a few seconds', async () => {
  const [ada, grace] = [await newCaller(emulator), await newCaller(emulator)]
  const heard = await listen(ada, 'group:1', await ada.join('group:1'))
  const other = await listen(grace, 'group:1', await grace.join('group:1'))
  await heard.next()
  expect((await heard.next()).data.participants).toHaveLength(2)
  await other.stop()
  expect((await heard.next()).data.participants).toHaveLength(1)
})

test('when nobody is left to admit them, who has waited longest is in', async () => {
  const [ada, grace] = [await newCaller(emulator), await newCaller(emulator)]
  const adaId = await ada.join('meeting:1')
  const graceId = await grace.join('meeting:1', 'Grace')
  const heard = await listen(grace, 'meeting:1', graceId)
  await heard.next()
  await ada.send(`meeting:1/${adaId}/leave`)
  expect((await heard.next()).data.isWaiting).toBe(false)
})

test('the others see what one does', async () => {
  const [ada, grace] = [await newCaller(emulator), await newCaller(emulator)]
  const [adaId, graceId] = [await ada.join('group:1'), await grace.join('group:1')]
  const heard = await listen(ada, 'group:1', adaId)
  await heard.next()
  const state = { ...STATE, isMuted: true, isHandRaised: true }
  expect((await grace.send(`group:1/${graceId}/state`, state, 'PUT')).status).toBe(204)
  const { data } = await heard.next()
  expect(data.participants?.find(({ id }) => id === graceId)?.state).toEqual(state)
})

test('a reset ends every call, and leaves alone the one that is begun under its name', async () => {
  const ada = await newCaller(emulator)
  const heard = await listen(ada, 'group:1', await ada.join('group:1'))
  await heard.next()
  await emulator.reset()
  const grace = await newCaller(emulator)
  const graceId = await grace.join('group:1')
  const heardSince = await listen(grace, 'group:1', graceId)
  await heardSince.next()
  expect(await heard.next()).toMatchObject({ event: 'ended' })
  expect(await heard.ended()).toBe(true)
  expect((await grace.send(`group:1/${graceId}/state`, STATE, 'PUT')).status).toBe(204)
})
