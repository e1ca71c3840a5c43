import { randomBytes } from 'node:crypto'
import { afterEach, expect, it, vi } from 'vitest'

const keys = { first: randomBytes(32), second: randomBytes(32) }
let configured: Buffer[] = []
vi.mock('@/lib/env', () => ({ env: () => ({ tokenEncryptionKeys: configured }) }))

const { decryptGrant, encryptGrant } = await import('./grant-encryption')

afterEach(() => {
  configured = []
})

it('gives back what it took, and shows nothing of it', async () => {
  configured = [keys.first]
  const jwe = await encryptGrant('refresh token', 'session 1')
  expect(Buffer.from(jwe, 'base64url').toString('latin1')).not.toContain('refresh token')
  expect(await decryptGrant(jwe, 'session 1')).toBe('refresh token')
})

it('reads with every key that is configured, and writes with the first', async () => {
  configured = [keys.first]
  const old = await encryptGrant('refresh token', 'session 1')
  configured = [keys.second, keys.first]
  expect(await decryptGrant(old, 'session 1')).toBe('refresh token')
  const renewed = await encryptGrant('refresh token', 'session 1')
  configured = [keys.second]
  expect(await decryptGrant(renewed, 'session 1')).toBe('refresh token')
  expect(await decryptGrant(old, 'session 1')).toBeNull()
})

it('keeps nothing without a key', async () => {
  await expect(encryptGrant('refresh token', 'session 1')).rejects.toThrow(
    'There is no token encryption key.',
  )
})

it('does not read a grant in another session’s row', async () => {
  configured = [keys.first]
  const jwe = await encryptGrant('refresh token', 'session 1')
  expect(await decryptGrant(jwe, 'session 2')).toBeNull()
})

it('does not read what was changed', async () => {
  configured = [keys.first]
  const [header, key, iv, text = '', tag] = (await encryptGrant('token', 's')).split('.')
  const changed = [
    header,
    key,
    iv,
    text.startsWith('A') ? `B${text.slice(1)}` : `A${text.slice(1)}`,
    tag,
  ]
  expect(await decryptGrant(changed.join('.'), 's')).toBeNull()
  expect(await decryptGrant('nonsense', 's')).toBeNull()
})
