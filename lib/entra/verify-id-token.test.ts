import { decodeJwt } from 'jose'
import { expect, it } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { verifyIdToken } from './verify-id-token'

const cloud = localCloud()

it.each<[string, object, string]>([
  ['for another app', { aud: 'another app' }, 'token_invalid'],
  ['of another sign-in', { nonce: 'another' }, 'token_invalid'],
  ['whose person is not named by a tenant', { tid: undefined }, 'token_invalid'],
  ['that has ended', { exp: 1 }, 'token_expired'],
])('an ID token %s is no proof of who signed in', async (_, changes, code) => {
  const { serverApp } = cloud.emulator.config
  const usual = decodeJwt(await cloud.emulator.apiToken('ada'))
  const idToken = { ...usual, aud: serverApp.clientId, azp: undefined, nonce: 'nonce' }
  const verified = async (claims: object) =>
    verifyIdToken(await cloud.emulator.sign({ ...idToken, ...claims }), 'nonce')
  await expect(verified({})).resolves.toMatchObject({ nonce: idToken.nonce })
  await expect(verified(changes)).rejects.toMatchObject({ code })
})
