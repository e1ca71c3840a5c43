import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose'
import { expect, test } from 'vitest'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import { CONTOSO, signClaims } from '../testing/entra'

const emulator = await startTestEmulator()
const published = await bodyOf<JSONWebKeySet>(
  await emulator.fetch(`/${CONTOSO}/discovery/v2.0/keys`),
)
const keys = createLocalJWKSet(published)

test('claims are signed as they are, with the published Entra key unless another is named', async () => {
  const token = await signClaims(emulator, { aud: 'anyone', oddity: [1, null] })
  const { payload } = await jwtVerify(token, keys)
  expect(payload).toEqual({ aud: 'anyone', oddity: [1, null] })
})

test('the foreign key is published nowhere, under its own kid or a borrowed one', async () => {
  const kid = published.keys[0]?.kid
  const own = await signClaims(emulator, {}, 'foreign')
  await expect(jwtVerify(own, keys)).rejects.toThrow()
  const body = { claims: {}, key: 'foreign', header: { kid } }
  const response = await emulator.post('/_emulator/sign', body)
  const { token } = await bodyOf<{ token: string }>(response)
  expect(decodeProtectedHeader(token).kid).toBe(kid)
  await expect(jwtVerify(token, keys)).rejects.toThrow('signature')
})

test('anything else in the request is rejected', async () => {
  for (const body of [{}, { claims: {}, key: 'none' }, { claims: {}, header: { alg: 'none' } }]) {
    expect((await emulator.post('/_emulator/sign', body)).status).toBe(400)
  }
})
