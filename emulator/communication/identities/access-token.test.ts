import { decodeJwt } from 'jose'
import { beforeEach, expect, test } from 'vitest'
import { createEmulator, type Emulator } from '../../core/emulator'
import { revokeIssued } from '../../core/issuance'
import { sign } from '../../core/keys'
import { samples } from '../../core/config/samples'
import { checkAccessToken, issueIdentityToken, issueTeamsToken } from './access-token'
import { addIdentity } from './identities'

const clock = { now: 0 }
let emulator: Emulator

beforeEach(() => {
  clock.now = Date.UTC(2026, 0, 15, 12)
  emulator = createEmulator({
    origin: 'http://localhost:4010',
    config: samples,
    now: () => clock.now,
  })
})

function issueToSomeone() {
  const [resource] = samples.resources
  if (!resource) throw new Error('There is no sample resource.')
  const identity = addIdentity(resource, emulator)
  const wanted = { scopes: ['voip', 'chat'], expiresInMinutes: 60 }
  return { identity, issue: () => issueIdentityToken(identity, wanted, emulator) }
}

test('a token lets its holder in, with its scopes', async () => {
  const { identity, issue } = issueToSomeone()
  const { token } = issue()
  expect(await checkAccessToken(token, emulator)).toEqual({
    id: identity.id,
    scopes: ['voip', 'chat'],
  })
})

test('a revocation ends earlier tokens, and not later ones of the same second', async () => {
  const { identity, issue } = issueToSomeone()
  const before = issue()
  revokeIssued(identity.tokens, clock.now / 1000)
  const after = issue()
  expect(await checkAccessToken(before.token, emulator)).toBeUndefined()
  expect(await checkAccessToken(after.token, emulator)).toBeDefined()
})

test('a token is over when it says so, and with its identity', async () => {
  const { identity, issue } = issueToSomeone()
  const { token } = issue()
  identity.deleted = true
  expect(await checkAccessToken(token, emulator)).toBeUndefined()
  identity.deleted = false
  clock.now += 60 * 60_000
  expect(await checkAccessToken(token, emulator)).toBeUndefined()
})

test('a token of another key or of nobody lets no one in', async () => {
  const { token } = issueToSomeone().issue()
  const claims = decodeJwt(token)
  const anonymous = sign(emulator.keys, 'acs', { exp: claims.exp ?? 0 })
  for (const forged of [sign(emulator.keys, 'foreign', claims), anonymous, 'nonsense']) {
    expect(await checkAccessToken(forged, emulator)).toBeUndefined()
  }
})

test('a Teams user’s token lets in the Teams user', async () => {
  const claims = { oid: 'someone', exp: clock.now / 1000 + 600 }
  const { token } = issueTeamsToken(claims, samples.resources[0]!, emulator)
  expect(await checkAccessToken(token, emulator)).toEqual({
    id: '8:orgid:someone',
    scopes: ['voip', 'chat'],
  })
})
