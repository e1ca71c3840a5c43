import { expect, test } from 'vitest'
import { createIdentity, errorOf, sendSigned } from '../testing/communication'
import { startTestEmulator } from '../testing/emulator'
import { IDENTITY_VERSIONS } from './api-version'

const emulator = await startTestEmulator()

test.each(IDENTITY_VERSIONS)('%s creates identities and issues tokens', async (version) => {
  const created = await sendSigned(emulator, `/identities?api-version=${version}`)
  expect(created.status).toBe(201)
  expect(created.headers.get('api-supported-versions')).toContain(version)
  const path = `/identities/${encodeURIComponent(await createIdentity(emulator))}`
  const issued = await sendSigned(emulator, `${path}/:issueAccessToken?api-version=${version}`, {
    body: { scopes: ['chat', 'voip'] },
  })
  expect(issued.status).toBe(200)
})

test('no version is 400 ApiVersionUnspecified', async () => {
  expect(await errorOf(await sendSigned(emulator, '/identities'))).toEqual([
    400,
    'ApiVersionUnspecified',
    'An API version is required, but was not specified.',
  ])
})

test('an unknown version is 400 UnsupportedApiVersion', async () => {
  const response = await sendSigned(emulator, '/identities?api-version=2020-07-20-preview2')
  expect(await errorOf(response)).toEqual([
    400,
    'UnsupportedApiVersion',
    "The HTTP resource that matches the request URI '/identities' does not support the API version '2020-07-20-preview2'.",
  ])
})

test('an operation is unknown to versions from before it', async () => {
  const teams = '/teamsUser/:exchangeAccessToken?api-version=2021-03-07'
  const response = await sendSigned(emulator, teams, { body: {} })
  expect((await errorOf(response)).slice(0, 2)).toEqual([400, 'UnsupportedApiVersion'])
})

test('responses carry what the service sends with each', async () => {
  const response = await sendSigned(emulator, '/identities?api-version=2023-10-01', {
    headers: { 'x-ms-client-request-id': 'my-id' },
  })
  expect(response.headers.get('x-ms-client-request-id')).toBe('my-id')
  expect(response.headers.get('ms-cv')).toMatch(/^[\w-]{22}\.0$/)
  expect(response.headers.get('x-processing-time')).toMatch(/^\d+ms$/)
})
