import { decodeJwt } from 'jose'
import { beforeEach, describe, expect, it } from 'vitest'
import { call } from '@/tests/support/server/call-handler'
import { localCloud } from '@/tests/support/server/local-cloud'
import { sessionCookie } from '@/tests/support/server/session-cookie'
import { endAllSessions } from '@/lib/auth/session/session-generation'
import { POST as exchange } from './token/teams/route'
import { POST as createToken } from './token/route'
import { DELETE as deleteUser, GET as findUser, POST as createUser } from './user/route'

const CONTOSO = 'c0000000-0000-4000-8000-000000000001'
const FABRIKAM = 'f0000000-0000-4000-8000-000000000001'

const cloud = localCloud({
  AZURE_AD_TENANT_ID: 'organizations',
  AZURE_AD_ALLOWED_TENANTS: `${CONTOSO},${FABRIKAM}`,
})

/** Radia, who is a member of Contoso and a guest in Fabrikam: her access token of a tenant. */
async function radiaOf(tenant: string, scope = cloud.emulator.config.apiScope): Promise<string> {
  const { username, password } = cloud.emulator.user('radia')
  const { clientId } = cloud.emulator.config.clientApp
  const grant = { grant_type: 'password', client_id: clientId, username, password, scope }
  const address = `${cloud.emulator.url}/${tenant}/oauth2/v2.0/token`
  const response = await fetch(address, { method: 'POST', body: new URLSearchParams(grant) })
  return ((await response.json()) as { access_token: string }).access_token
}

let inContoso: { bearer: string }
let inFabrikam: { bearer: string }

beforeEach(async () => {
  inContoso = { bearer: await radiaOf(CONTOSO) }
  inFabrikam = { bearer: await radiaOf(FABRIKAM) }
})

describe('a person of two tenants', () => {
  it('is two callers, each with an identity and tokens of their own', async () => {
    const [first, second] = [
      await call(createToken, { method: 'POST', ...inContoso }),
      await call(createToken, { method: 'POST', ...inFabrikam }),
    ]
    expect([first.status, second.status]).toEqual([201, 201])
    expect(first.body?.user).not.toEqual(second.body?.user)
    expect(await cloud.liveIdentities()).toHaveLength(2)
  })

  it('deletes the one, and keeps the other', async () => {
    const { body } = await call(createUser, { method: 'POST', ...inContoso })
    await call(createUser, { method: 'POST', ...inFabrikam })
    await call(deleteUser, { method: 'DELETE', ...inFabrikam })
    expect((await call(findUser, inFabrikam)).status).toBe(404)
    expect((await call(findUser, inContoso)).body).toEqual(body)
  })

  it('signs out everywhere of the one, and stays signed in to the other', async () => {
    const callerIn = (directory: string, { bearer }: { bearer: string }) => ({
      directory,
      subject: String(decodeJwt(bearer).oid),
    })
    const [one, other] = [callerIn(CONTOSO, inContoso), callerIn(FABRIKAM, inFabrikam)]
    const statusOf = async (caller: typeof one) =>
      (await call(findUser, { session: await sessionCookie({ sid: 'sid', ...caller }) })).status
    await endAllSessions(one)
    expect([await statusOf(one), await statusOf(other)]).toEqual([401, 404])
  })

  it('exchanges no Teams token of the one as the other', async () => {
    const teamsUserAadToken = await radiaOf(CONTOSO, cloud.emulator.config.teamsScopes.join(' '))
    const body = { teamsUserAadToken }
    const refused = await call(exchange, { method: 'POST', ...inFabrikam, body })
    expect([refused.status, refused.body?.code]).toEqual([403, 'teams_token_wrong_tenant'])
  })
})

describe('an object id of one tenant', () => {
  it('is nobody in another', async () => {
    const claims = decodeJwt(inContoso.bearer)
    await call(createUser, { method: 'POST', ...inContoso })
    const iss = `${cloud.emulator.url}/${FABRIKAM}/v2.0`
    const bearer = await cloud.emulator.sign({ ...claims, tid: FABRIKAM, iss })
    const { status, body } = await call(findUser, { bearer })
    expect([status, body?.code]).toEqual([404, 'mapping_not_found'])
  })

  it('does not come with another’s issuer', async () => {
    const claims = decodeJwt(inContoso.bearer)
    const bearer = await cloud.emulator.sign({ ...claims, tid: FABRIKAM })
    expect((await call(findUser, { bearer })).body?.code).toBe('token_invalid')
  })
})

it('people of a tenant that is not on the list are refused', async () => {
  const claims = decodeJwt(inContoso.bearer)
  const tid = crypto.randomUUID()
  const iss = `${cloud.emulator.url}/${tid}/v2.0`
  const { status, body } = await call(findUser, {
    bearer: await cloud.emulator.sign({ ...claims, tid, iss }),
  })
  expect([status, body?.code]).toEqual([403, 'tenant_not_allowed'])
})
