import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose'
import { expect, test } from 'vitest'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import { CONTOSO, passwordTokens } from '../testing/entra'
import { callGraph } from '../testing/graph'

const emulator = await startTestEmulator({ now: Date.now })

async function publishedKeys(): Promise<JSONWebKeySet> {
  return bodyOf<JSONWebKeySet>(await emulator.fetch(`/${CONTOSO}/discovery/v2.0/keys`))
}

test('a new key signs from now on, and the old one stays published for what it signed', async () => {
  const { access_token: before } = await passwordTokens(emulator, 'ada')
  const { kid } = await bodyOf(await emulator.post('/_emulator/rotate-key', {}))
  const { access_token: after } = await passwordTokens(emulator, 'ada')
  expect(decodeProtectedHeader(before).kid).not.toBe(kid)
  expect(decodeProtectedHeader(after).kid).toBe(kid)
  const published = await publishedKeys()
  expect(published.keys).toHaveLength(2)
  for (const token of [before, after]) await jwtVerify(token, createLocalJWKSet(published))
})

test('Graph goes on taking tokens', async () => {
  expect((await callGraph(emulator, '/me')).status).toBe(200)
})

test('another emulator still has the sample key alone', async () => {
  const other = await startTestEmulator()
  const { keys } = await bodyOf<JSONWebKeySet>(await other.fetch('/common/discovery/v2.0/keys'))
  expect(keys).toHaveLength(1)
})
