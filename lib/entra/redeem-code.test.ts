import { createHash, randomBytes } from 'node:crypto'
import { decodeJwt } from 'jose'
import { beforeEach, describe, expect, it } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { signInAtEntra } from '@/tests/support/server/sign-in'
import { redeemCode } from './redeem-code'

const CALLBACK = 'http://localhost:3000/api/auth/callback/azure-ad'

const cloud = localCloud()
let checks: { state: string; nonce: string; code_verifier: string }

/** What Entra leads Ada back with, from a sign-in that was begun with `checks`. */
async function backFromEntra(scope = 'openid profile offline_access User.Read') {
  const { tenantId, serverApp } = cloud.emulator.config
  const address = new URL(`${cloud.emulator.url}/${tenantId}/oauth2/v2.0/authorize`)
  const challenge = createHash('sha256').update(checks.code_verifier).digest('base64url')
  const parameters = {
    client_id: serverApp.clientId,
    response_type: 'code',
    redirect_uri: CALLBACK,
    scope,
    state: checks.state,
    nonce: checks.nonce,
    code_challenge: challenge,
    code_challenge_method: 'S256',
  }
  address.search = String(new URLSearchParams(parameters))
  const { searchParams } = await signInAtEntra(cloud.emulator, address, 'ada')
  return Object.fromEntries(searchParams)
}

beforeEach(() => {
  const random = () => randomBytes(32).toString('base64url')
  checks = { state: random(), nonce: random(), code_verifier: random() }
})

it('a code becomes the ID token of the person who signed in, and a refresh token', async () => {
  const { id_token, refresh_token } = await redeemCode(CALLBACK, await backFromEntra(), checks)
  expect(decodeJwt(id_token)).toMatchObject({
    oid: cloud.emulator.user('ada').objectId,
    nonce: checks.nonce,
  })
  expect(refresh_token).toBeTypeOf('string')
})

it('there is no refresh token where none was asked for', async () => {
  const back = await backFromEntra('openid profile')
  expect(await redeemCode(CALLBACK, back, checks)).not.toHaveProperty('refresh_token')
})

describe('no code is redeemed', () => {
  it.each(['state', 'nonce', 'code_verifier'] as const)(
    'where the browser has no %s of a sign-in that it began',
    async (name) => {
      const begun = { ...checks, [name]: undefined }
      const back = { ...(await backFromEntra()), state: begun.state }
      await expectRefusal(redeemCode(CALLBACK, back, begun))
    },
  )

  it('where the browser began another sign-in', async () => {
    await expectRefusal(redeemCode(CALLBACK, await backFromEntra(), { ...checks, state: 'other' }))
  })

  async function expectRefusal(redeemed: Promise<unknown>) {
    await expect(redeemed).rejects.toMatchObject({
      name: 'SignInRefusal',
      details: { code: 'state' },
      isFault: false,
    })
    expect(await cloud.emulator.requests('entra.token')).toEqual([])
  }
})

it('a code that another issuer is said to have given is not sent to Entra', async () => {
  const back = { ...(await backFromEntra()), iss: 'https://evil.example' }
  await expect(redeemCode(CALLBACK, back, checks)).rejects.toMatchObject({ name: 'SignInRefusal' })
  expect(await cloud.emulator.requests('entra.token')).toEqual([])
})

it('a code that Entra refuses is explained by its error and its number', async () => {
  const error_description = 'AADSTS7000215: Invalid secret for ada@contoso.example.'
  const body = { error: 'invalid_client', error_description }
  const back = await backFromEntra()
  await cloud.emulator.fault({ operation: 'entra.token', status: 401, body })
  await expect(redeemCode(CALLBACK, back, checks)).rejects.toMatchObject({
    name: 'SignInRefusal',
    details: { oauthError: 'invalid_client', aadsts: 'AADSTS7000215' },
    isFault: false,
  })
})
