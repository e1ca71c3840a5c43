import { describe, expect, it } from 'vitest'
import { call } from '@/tests/support/server/call-handler'
import { localCloud } from '@/tests/support/server/local-cloud'
import { GET } from './route'

// The sample server app, without anybody's consent to what it asks of Microsoft Graph.
const server = {
  clientId: 'a0000000-0000-4000-8000-000000000001',
  displayName: 'Sample server app',
  clientSecret: 'emulator-sample-secret-not-for-production',
  redirectUris: { web: ['http://localhost:3000/signed-out'] },
  exposedScopes: ['access_as_user'],
}
const cloud = localCloud({}, { apps: [server] })

/** Lets an administrator consent to User.Read for everybody. */
async function consentForEveryone(): Promise<void> {
  const { url, config } = cloud.emulator
  await fetch(`${url}/${config.tenantId}/v2.0/adminconsent`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({
      client_id: server.clientId,
      redirect_uri: 'http://localhost:3000/signed-out',
      scope: 'https://graph.microsoft.com/User.Read',
      emulator_account: cloud.emulator.user('katherine').username,
      emulator_consent: 'accept',
    }),
  })
}

describe('GET /api/profile of an app that nobody has consented to', () => {
  it('responds 403 consent_required', async () => {
    const { status, body } = await call(GET, await cloud.caller('ada'))
    expect([status, body?.code]).toEqual([403, 'consent_required'])
  })

  it('serves the profile once an administrator has consented', async () => {
    const caller = await cloud.caller('ada')
    expect((await call(GET, caller)).status).toBe(403)
    await consentForEveryone()
    expect((await call(GET, caller)).status).toBe(200)
  })
})
