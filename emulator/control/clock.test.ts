import { expect, test } from 'vitest'
import { API_SCOPE } from '../core/config/samples'
import { createIdentity, identityPath, sendSigned } from '../testing/communication'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import { requestToken, spa, SPA_ORIGIN, spaTokens } from '../testing/entra'
import { signatureHeaders } from '../testing/signature-headers'

const HOUR = 3600

async function advance(emulator: Awaited<ReturnType<typeof startTestEmulator>>, seconds: unknown) {
  return emulator.post('/_emulator/clock', { advanceSeconds: seconds })
}

test('it is put forward by what is asked, and a reset leaves it there', async () => {
  const emulator = await startTestEmulator()
  const clock = async () => bodyOf(await emulator.fetch('/_emulator/clock'))
  expect(await clock()).toEqual({ now: '2026-01-15T12:00:00.000Z', aheadSeconds: 0 })
  expect(await bodyOf(await advance(emulator, HOUR))).toEqual({
    now: '2026-01-15T13:00:00.000Z',
    aheadSeconds: HOUR,
  })
  await advance(emulator, 60)
  await emulator.reset()
  expect(await clock()).toEqual({ now: '2026-01-15T13:01:00.000Z', aheadSeconds: HOUR + 60 })
})

test.each([0, -1, 1.5, '60', 11 * 365 * 24 * HOUR])(
  '%j seconds change nothing',
  async (seconds) => {
    const emulator = await startTestEmulator()
    expect((await advance(emulator, seconds)).status).toBe(400)
    expect(await bodyOf(await emulator.fetch('/_emulator/clock'))).toMatchObject({
      aheadSeconds: 0,
    })
  },
)

test('it can’t be more than ten years ahead', async () => {
  const emulator = await startTestEmulator()
  const nineYears = 9 * 365 * 24 * HOUR
  expect((await advance(emulator, nineYears)).status).toBe(200)
  expect((await advance(emulator, nineYears)).status).toBe(400)
})

test('a page’s refresh token, and an ACS token, end a day later', async () => {
  const emulator = await startTestEmulator()
  const { refresh_token } = await spaTokens(emulator)
  const refresh = async () => {
    const fields = { grant_type: 'refresh_token', ...spa, refresh_token, scope: API_SCOPE }
    return (await requestToken(emulator, fields, { headers: SPA_ORIGIN })).body.error_codes
  }
  const path = identityPath(await createIdentity(emulator), '/:issueAccessToken')
  const issued = await sendSigned(emulator, path, { body: { scopes: ['voip'] } })
  const { token } = await bodyOf<{ token: string }>(issued)
  const isGood = async () => bodyOf(await emulator.post('/_emulator/check-token', { token }))
  await advance(emulator, 24 * HOUR - 1)
  expect(await refresh()).toBeUndefined()
  expect(await isGood()).toMatchObject({ valid: true })
  await advance(emulator, 2)
  expect(await refresh()).toEqual([700084])
  expect(await isGood()).toMatchObject({ valid: false })
})

test('a client signs by its own clock, or by this one', async () => {
  const emulator = await startTestEmulator()
  await advance(emulator, HOUR)
  const path = '/identities?api-version=2023-10-01'
  const statusAt = async (milliseconds: number) => {
    const clock = { now: emulator.clock.now + milliseconds }
    const headers = signatureHeaders({ url: emulator.url, clock }, 'POST', path)
    return (await emulator.fetch(path, { method: 'POST', headers })).status
  }
  expect(await statusAt(0)).toBe(201)
  expect(await statusAt(HOUR * 1000)).toBe(201)
  expect(await statusAt((HOUR * 1000) / 2)).toBe(401)
})
