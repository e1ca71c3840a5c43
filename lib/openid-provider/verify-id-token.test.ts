import { expect, it } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { sampleProvider } from '@/tests/support/server/oidc'
import { verifyIdToken } from './verify-id-token'

const cloud = localCloud(sampleProvider)

const seconds = (fromNow = 0) => Math.floor(Date.now() / 1000) + fromNow

async function verified(changes: Record<string, unknown> = {}, key = 'oidc') {
  const usual = {
    iss: `${cloud.emulator.url}/oidc/sample`,
    sub: 'joan',
    aud: 'sample-client',
    iat: seconds(),
    exp: seconds(600),
    nonce: 'nonce',
  }
  return verifyIdToken(await cloud.emulator.sign({ ...usual, ...changes }, { key }), 'nonce')
}

it.each([{}, { azp: 'sample-client' }, { aud: ['sample-client'] }])(
  'an ID token for this client proves who signed in: %j',
  async (changes) => {
    await expect(verified(changes)).resolves.toBeUndefined()
  },
)

it.each<[string, Record<string, unknown>, string?]>([
  ['for another client', { aud: 'another' }],
  ['for others, too', { aud: ['sample-client', 'another'] }],
  [
    'for others, too, though issued to this client',
    { aud: ['sample-client', 'x'], azp: 'sample-client' },
  ],
  ['issued to another client', { azp: 'another' }],
  ['of another issuer', { iss: 'https://evil.example' }],
  ['of an issuer of almost the same name', { iss: 'http://localhost/oidc/sample' }],
  ['of another sign-in', { nonce: 'another' }],
  ['of no sign-in', { nonce: undefined }],
  ['of nobody', { sub: undefined }],
  ['without an end', { exp: undefined }],
  ['without a time of issue', { iat: undefined }],
  ['that has ended', { exp: seconds(-61) }, 'token_expired'],
])('an ID token %s is no proof of who signed in', async (_, changes, code = 'token_invalid') => {
  await expect(verified(changes)).rejects.toMatchObject({ code })
})

it('an ID token of another signer is no proof of who signed in', async () => {
  await expect(verified({}, 'foreign')).rejects.toMatchObject({ code: 'token_invalid' })
})
