import { describe, expect, it } from 'vitest'
import { Validator } from '@seriousme/openapi-schema-validator'
import { findLeavers } from '@/lib/people/leavers'
import { call } from '@/tests/support/server/call-handler'
import { localCloud } from '@/tests/support/server/local-cloud'
import { AUDIENCE, sampleProvider } from '@/tests/support/server/oidc'
import { sessionCookie } from '@/tests/support/server/session-cookie'
import { env } from '@/lib/env'
import { GET as readProfile } from './profile/route'
import { POST as exchange } from './token/teams/route'
import { GET as getToken, POST as createToken } from './token/route'
import { GET as findUser, POST as createUser } from './user/route'
import { GET as describeApi } from '../openapi.json/route'

const cloud = localCloud(sampleProvider)

async function bearerOf(sub: string, changes: object = {}) {
  const now = Math.floor(Date.now() / 1000)
  const { issuer: iss } = env().openidProvider
  const claims = { iss, sub, aud: AUDIENCE, scope: 'openid', iat: now, exp: now + 600, ...changes }
  return { bearer: await cloud.emulator.sign(claims, { key: 'oidc', header: { typ: 'at+jwt' } }) }
}

async function sessionOf(subject: string) {
  const { issuer: directory } = env().openidProvider
  return { session: await sessionCookie({ sid: crypto.randomUUID(), directory, subject }) }
}

const sameOrigin = { headers: { origin: 'http://localhost:3000' } }

describe('a person who comes from an OpenID provider', () => {
  it('has one ACS identity and its tokens, signed in and as a Bearer', async () => {
    const joan = await sessionOf('joan')
    const first = await call(createToken, { method: 'POST', ...joan, ...sameOrigin })
    const second = await call(getToken, await bearerOf('joan'))
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.body?.user).toEqual(first.body?.user)
    expect(await cloud.liveIdentities()).toHaveLength(1)
  })

  it('is another caller than who has the same subject elsewhere', async () => {
    await call(createUser, { method: 'POST', ...(await bearerOf('joan')) })
    const elsewhere = { sid: 'sid', directory: 'https://other.example', subject: 'joan' }
    const other = await call(findUser, { session: await sessionCookie(elsewhere) })
    expect([other.status, other.body?.code]).toEqual([404, 'mapping_not_found'])
  })

  it.each(['session', 'bearer'])(
    'has no Teams token exchanged, whatever is sent, nor a profile (%s)',
    async (proof) => {
      const joan = proof === 'session' ? await sessionOf('joan') : await bearerOf('joan')
      const asked = { method: 'POST', ...joan, ...sameOrigin }
      const teamsToken = { body: { teamsUserAadToken: await cloud.emulator.teamsToken('ada') } }
      for (const body of [teamsToken, {}, { body: 'no JSON' }]) {
        const refused = await call(exchange, { ...asked, ...body })
        expect([refused.status, refused.body?.code]).toEqual([403, 'directory_not_supported'])
      }
      const { status, body } = await call(readProfile, joan)
      expect([status, body?.code]).toEqual([403, 'microsoft_account_required'])
      expect(await cloud.emulator.requests('acs.exchangeTeamsToken')).toEqual([])
    },
  )

  it('is nobody by a token of Entra', async () => {
    const bearer = await cloud.emulator.apiToken('ada')
    const { status, body, headers } = await call(findUser, { bearer })
    expect([status, body?.code]).toEqual([401, 'token_invalid'])
    expect(headers.get('www-authenticate')).toMatch(/^Bearer error="invalid_token"/)
  })

  it('hears that the provider’s keys can’t be had', async () => {
    const { vi } = await import('vitest')
    vi.resetModules()
    const { GET } = await import('./user/route')
    await cloud.emulator.fault({ operation: 'oidc.discovery', drop: 'before' })
    const { status, body, headers } = await call(GET, await bearerOf('joan'))
    expect([status, body?.code]).toEqual([503, 'upstream_unavailable'])
    expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(30)
  })
})

describe('/openapi.json', () => {
  it('says where the provider’s metadata are', async () => {
    const { body } = await call(describeApi)
    expect(await new Validator().validate(body ?? {})).toMatchObject({ valid: true })
    expect(body).toMatchObject({
      security: [{ openid: [] }, { session: [] }],
      components: {
        securitySchemes: {
          openid: {
            type: 'openIdConnect',
            openIdConnectUrl: `${env().openidProvider.issuer}/.well-known/openid-configuration`,
          },
        },
      },
    })
    expect(JSON.stringify(body)).not.toContain('"entra"')
  })

  it('has sessions alone where no Bearer token is accepted', async () => {
    const { openApi } = await import('@/lib/contract/openapi')
    const api = openApi({ serverUrl: 'http://localhost:3000', authorization: null })
    expect(api.security).toEqual([{ session: [] }])
    expect(Object.keys(api.components.securitySchemes)).toEqual(['session'])
    expect(await new Validator().validate(api)).toMatchObject({ valid: true })
  })
})

it('nobody is looked for in Entra', async () => {
  await expect(findLeavers(() => undefined)).rejects.toMatchObject({
    code: 'microsoft_account_required',
  })
})
