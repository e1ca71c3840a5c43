import { beforeEach, expect, test } from 'vitest'
import { createIdentity, identityPath, sendSigned } from '../testing/communication'
import { bodyOf, startTestEmulator } from '../testing/emulator'

const emulator = await startTestEmulator()

beforeEach(emulator.reset)

async function issue(id: string): Promise<string> {
  const body = { scopes: ['voip', 'chat'] }
  const response = await sendSigned(emulator, identityPath(id, '/:issueAccessToken'), { body })
  return (await bodyOf<{ token: string }>(response)).token
}

async function check(token: string) {
  return bodyOf(await emulator.post('/_emulator/check-token', { token }))
}

test('a good token is told with its holder and scopes', async () => {
  const id = await createIdentity(emulator)
  expect(await check(await issue(id))).toEqual({ valid: true, id, scopes: ['voip', 'chat'] })
})

test('a revocation ends the tokens before it, not one issued in the same second after it', async () => {
  const id = await createIdentity(emulator)
  const before = await issue(id)
  await sendSigned(emulator, identityPath(id, '/:revokeAccessTokens'))
  const after = await issue(id)
  expect(await check(before)).toEqual({ valid: false })
  expect(await check(after)).toMatchObject({ valid: true })
})

test('a deletion, an end of time and nonsense are not valid', async () => {
  const id = await createIdentity(emulator)
  const token = await issue(id)
  emulator.clock.now += 24 * 60 * 60_000
  expect(await check(token)).toEqual({ valid: false })
  const later = await issue(id)
  await sendSigned(emulator, identityPath(id), { method: 'DELETE' })
  expect(await check(later)).toEqual({ valid: false })
  expect(await check('nonsense')).toEqual({ valid: false })
})

test('an opaque token shows nothing of itself, and is judged like any other', async () => {
  const opaque = await startTestEmulator({ opaqueTokens: true })
  const id = await createIdentity(opaque)
  const path = identityPath(id, '/:issueAccessToken')
  const issued = await sendSigned(opaque, path, { body: { scopes: ['voip'] } })
  const { token, expiresOn } = await bodyOf<{ token: string; expiresOn: string }>(issued)
  expect(token).toMatch(/^[\w-]+$/)
  expect(Buffer.from(token, 'base64url').toString()).not.toContain('voip')
  expect(expiresOn).toBe('2026-01-16T12:00:00.0000000+00:00')
  const checked = async (text: string) =>
    bodyOf(await opaque.post('/_emulator/check-token', { token: text }))
  expect(await checked(token)).toEqual({ valid: true, id, scopes: ['voip'] })
  expect(await checked(`${token.slice(0, -6)}AAAAAA`)).toEqual({ valid: false })
  opaque.clock.now += 24 * 60 * 60_000
  expect(await checked(token)).toEqual({ valid: false })
})
