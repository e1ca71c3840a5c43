import { expect, test } from 'vitest'
import { errorOf } from './testing/communication'
import { startTestEmulator } from './testing/emulator'

const emulator = await startTestEmulator()
const JOIN = '/_emulator/calls/group:1/join'

function ask(origin: string, path = JOIN) {
  return emulator.fetch(path, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-headers': 'authorization,content-type' },
  })
}

test('pages of a registered app may take part in calls', async () => {
  const response = await ask('http://localhost:3123')
  expect(response.status).toBe(204)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'access-control-allow-origin': 'http://localhost:3123',
    'access-control-allow-headers': 'authorization,content-type',
    'access-control-allow-methods': 'POST, OPTIONS',
    vary: 'origin',
  })
})

test.each([
  'https://evil.example',
  'http://localhost.evil.example',
  'https://localhost:3000',
  'http://127.0.0.1:3000',
  'null',
])('pages of %s may not', async (origin) => {
  expect((await errorOf(await ask(origin))).slice(0, 2)).toEqual([403, 'ForeignOrigin'])
  const sent = await emulator.fetch(JOIN, { method: 'POST', headers: { origin } })
  expect(sent.headers.get('access-control-allow-origin')).toBeNull()
  expect(sent.status).toBe(403)
})

test('pages of any origin may read what Entra lets all read', async () => {
  const response = await ask('https://app.example', '/common/discovery/instance')
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
})
