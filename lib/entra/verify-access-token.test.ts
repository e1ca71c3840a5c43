import { decodeJwt } from 'jose'
import { expect, it } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { verifyAccessToken } from './verify-access-token'

const cloud = localCloud()

/** What is known of Ada's token for this API, with some claims changed. */
async function verified(changes: Record<string, unknown> = {}) {
  const usual = decodeJwt(await cloud.emulator.apiToken('ada'))
  return verifyAccessToken(await cloud.emulator.sign({ ...usual, ...changes }), {
    audiences: [cloud.emulator.config.serverApp.clientId],
    invalid: 'token_invalid',
    expired: 'token_expired',
  })
}

it('an access token tells whose it is, for what, and from which app', async () => {
  const { tenantId, serverApp, clientApp } = cloud.emulator.config
  const exp = Math.floor(Date.now() / 1000) + 600
  expect(await verified({ exp, scp: 'one two' })).toEqual({
    audience: serverApp.clientId,
    tenantId,
    objectId: cloud.emulator.user('ada').objectId,
    version: '2.0',
    issuerVersion: '2.0',
    scopes: ['one', 'two'],
    roles: [],
    clientId: clientApp.clientId,
    expiresAt: exp,
  })
})

it('a token that says of no scope and no app allows nothing, to nobody', async () => {
  const none = { scp: undefined, azp: undefined, appid: undefined }
  expect(await verified(none)).toMatchObject({ scopes: [], clientId: undefined })
})
