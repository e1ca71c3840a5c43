import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { entraDirectory } from './entra'

const cloud = localCloud()
const { verifyBearer } = entraDirectory

/** Ada's token for this API, with some claims changed and Entra's signature renewed. */
async function apiToken(changes: Record<string, unknown> = {}) {
  return cloud.emulator.sign({ ...decodeJwt(await cloud.emulator.apiToken('ada')), ...changes })
}

/** As apiToken, in the form of v1.0. */
function v1Token(changes: Record<string, unknown> = {}) {
  const { tenantId, serverApp, clientApp } = cloud.emulator.config
  return apiToken({
    ver: '1.0',
    iss: `https://sts.windows.net/${tenantId}/`,
    aud: `api://${serverApp.clientId}`,
    azp: undefined,
    appid: clientApp.clientId,
    ...changes,
  })
}

it.each(['exp', 'nbf', 'iat', 'tid', 'oid', 'iss', 'aud'])(
  'a token without %s is invalid',
  async (claim) => {
    const token = await apiToken({ [claim]: undefined })
    await expect(verifyBearer(token)).rejects.toMatchObject({ code: 'token_invalid' })
  },
)

describe('a token of this tenant that another tenant’s issuer signed', () => {
  it('is invalid in the v1.0 form', async () => {
    const token = await v1Token({ iss: `https://sts.windows.net/${crypto.randomUUID()}/` })
    await expect(verifyBearer(token)).rejects.toMatchObject({ code: 'token_invalid' })
  })

  it('is invalid in the v2.0 form', async () => {
    const iss = `${cloud.emulator.url}/${crypto.randomUUID()}/v2.0`
    await expect(verifyBearer(await apiToken({ iss }))).rejects.toMatchObject({
      code: 'token_invalid',
    })
  })
})

describe('a token whose form and issuer disagree', () => {
  it('is invalid as v1.0 of the v2.0 issuer', async () => {
    const iss = `${cloud.emulator.url}/${cloud.emulator.config.tenantId}/v2.0`
    await expect(verifyBearer(await v1Token({ iss }))).rejects.toMatchObject({
      code: 'token_invalid',
    })
  })

  it('is invalid as v2.0 of the v1.0 issuer', async () => {
    const iss = `https://sts.windows.net/${cloud.emulator.config.tenantId}/`
    await expect(verifyBearer(await apiToken({ iss }))).rejects.toMatchObject({
      code: 'token_invalid',
    })
  })
})

describe('the client app of a token', () => {
  it('is its azp where it has an appid as well', async () => {
    const { clientId } = cloud.emulator.config.clientApp
    const other = crypto.randomUUID()
    await expect(
      verifyBearer(await apiToken({ azp: clientId, appid: other })),
    ).resolves.toBeDefined()
    await expect(
      verifyBearer(await apiToken({ azp: other, appid: clientId })),
    ).rejects.toMatchObject({ code: 'client_not_allowed' })
  })

  it('must be named', async () => {
    const token = await apiToken({ azp: undefined, appid: undefined })
    await expect(verifyBearer(token)).rejects.toMatchObject({ code: 'client_not_allowed' })
  })
})

it('ids in capitals are the same ids', async () => {
  const { tid, oid, azp } = decodeJwt(await cloud.emulator.apiToken('ada'))
  const capitals = (id: unknown) => String(id).toUpperCase()
  const token = await apiToken({ tid: capitals(tid), oid: capitals(oid), azp: capitals(azp) })
  expect(await verifyBearer(token)).toMatchObject({ directory: tid, subject: oid })
  expect(await verifyBearer(await v1Token({ appid: capitals(azp) }))).toMatchObject({
    directory: tid,
  })
})

describe('the scope access_as_user', () => {
  it('may stand between others', async () => {
    const token = await apiToken({ scp: 'profile access_as_user email' })
    await expect(verifyBearer(token)).resolves.toBeDefined()
  })

  it.each(['access_as_user.all', 'profile', '', undefined])('is not in “%s”', async (scp) => {
    await expect(verifyBearer(await apiToken({ scp }))).rejects.toMatchObject({
      code: 'scope_missing',
    })
  })
})

it('an expired token is told from an invalid one', async () => {
  const token = await apiToken({ exp: Math.floor(Date.now() / 1000) - 90 })
  await expect(verifyBearer(token)).rejects.toMatchObject({ code: 'token_expired' })
})
