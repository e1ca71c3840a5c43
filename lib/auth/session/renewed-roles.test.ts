import { expect, it } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { graphAccessToken } from '../graph-access-token'
import { saveGrant } from './grant-store'
import { sessionState } from './session-state'

const cloud = localCloud({ AZURE_AD_REQUIRED_ROLE: 'Acs.User' })

/** Renews a session of Ada's, with an ID token that says `claims` of her. */
async function renew(claims: object) {
  const { emulator } = cloud
  const { config } = emulator
  const sid = crypto.randomUUID()
  const ada = { directory: config.tenantId, subject: emulator.user('ada').objectId }
  const inADay = new Date(Date.now() + 24 * 60 * 60_000)
  await saveGrant(sid, ada, await emulator.refreshToken('ada'), inADay, ['Acs.User', 'Acs.Admin'])
  const now = Math.floor(Date.now() / 1000)
  const id_token = await emulator.sign({
    iss: `${cloud.emulator.url}/${config.tenantId}/v2.0`,
    aud: config.serverApp.clientId,
    tid: config.tenantId,
    oid: ada.subject,
    iat: now,
    nbf: now,
    exp: now + 3600,
    ...claims,
  })
  const body = { access_token: 'new', token_type: 'Bearer', expires_in: 3600, id_token }
  await emulator.fault({ operation: 'entra.token', status: 200, body })
  const proof = { kind: 'session', sessionId: sid } as const
  const outcome = await graphAccessToken({ ...ada, roles: [], proof }).catch(
    (error: unknown) => (error as { code?: string }).code,
  )
  return { outcome, grant: (await sessionState({ ...ada, sid })).grant }
}

it('a renewal brings the roles of today', async () => {
  const { outcome, grant } = await renew({ roles: ['Acs.User', 'Acs.Reader'] })
  expect(outcome).toBe('new')
  expect(grant?.roles).toEqual(['Acs.User', 'Acs.Reader'])
})

it('with the role that the app requires, the session ends', async () => {
  const { outcome, grant } = await renew({ roles: ['Acs.Admin'] })
  expect(outcome).toBe('interaction_required')
  expect(grant).toBeNull()
})

it.each([
  ['another person', { oid: 'b0000000-0000-4000-8000-000000000002', roles: ['Acs.User'] }],
  ['another app', { aud: 'a0000000-0000-4000-8000-000000000002', roles: ['Acs.User'] }],
  ['the past', { exp: 1_700_000_000, roles: ['Acs.User'] }],
])('an ID token of %s changes nothing', async (_, claims) => {
  const { outcome, grant } = await renew(claims)
  expect(outcome).toBe('upstream_failed')
  expect(grant?.roles).toEqual(['Acs.User', 'Acs.Admin'])
})
