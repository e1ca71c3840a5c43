import { beforeEach, expect, test } from 'vitest'
import { createIdentity } from '../../testing/communication'
import { startTestEmulator } from '../../testing/emulator'
import {
  passwordTokens,
  press,
  requestToken,
  sampleUser,
  spa,
  spaRequest,
  TEAMS_SCOPE,
} from '../../testing/entra'

const emulator = await startTestEmulator()

beforeEach(emulator.reset)

async function shown(): Promise<string> {
  return (await emulator.fetch('/')).text()
}

test('it shows tenants, apps, and accounts with what is special about them', async () => {
  const text = await shown()
  for (const part of ['Contoso', 'Fabrikam', 'Sample server app', 'Sample client app']) {
    expect(text).toContain(part)
  }
  for (const { username, objectId } of emulator.config.users) {
    expect(text).toContain(username)
    expect(text).toContain(objectId)
  }
  expect(text).toContain('Katherine Johnson · Global Administrator')
  expect(text).toContain('Alan Turing · No Teams license')
})

test('it shows identities, consents, faults waiting, work done and requests, and a reset ends them', async () => {
  const empty = await shown()
  const id = await createIdentity(emulator)
  await press(emulator, spaRequest({ scope: TEAMS_SCOPE }), {
    emulator_account: sampleUser('ada').username,
    emulator_consent: 'accept',
  })
  await emulator.post('/_emulator/faults', { operation: 'graph.me', status: 503, times: 7 })
  const text = await shown()
  for (const part of [id, TEAMS_SCOPE, '"status":503', 'acs.createIdentity', 'POST /identities?']) {
    expect(text.replaceAll('&#34;', '"')).toContain(part)
  }
  await emulator.reset()
  expect(await shown()).toBe(empty)
})

test('secrets of requests are blanked', async () => {
  const { access_token } = await passwordTokens(emulator, 'ada')
  await emulator.fetch(`/v1.0/me?token=${access_token}`)
  await requestToken(emulator, { grant_type: 'refresh_token', ...spa, refresh_token: 'secret' })
  const text = await shown()
  expect(text).toContain('/v1.0/me?token=***')
  expect(text).not.toContain(access_token)
})

test('its button resets and comes back; a page of another origin has no such button', async () => {
  const press = (origin: string) =>
    emulator.fetch('/_emulator/reset', {
      method: 'POST',
      headers: { origin, accept: 'text/html,*/*' },
    })
  await createIdentity(emulator)
  // `null` is what a sandboxed or a privacy-minded page says.
  for (const origin of ['https://elsewhere.example', 'http://localhost:3000', 'null']) {
    expect((await press(origin)).status).toBe(403)
  }
  const own = await press(emulator.url)
  expect([own.status, own.headers.get('location')]).toEqual([303, '/'])
})

test('it runs under a policy that lets in its own style and script alone', async () => {
  const policy = (await emulator.fetch('/')).headers.get('content-security-policy')
  expect(policy).toMatch(/script-src 'sha256-\S+';/)
  expect(policy).not.toContain('unsafe')
})
