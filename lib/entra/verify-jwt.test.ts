import { decodeJwt } from 'jose'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'

const OTHER_TENANT = '9188040d-6c67-4c5b-b112-36a304b66dad'
const TEAMS = 'https://auth.msft.communication.azure.com'

const cloud = localCloud()
let claims: Record<string, unknown>
let audience: string

beforeEach(async () => {
  vi.resetModules()
  claims = decodeJwt(await cloud.emulator.apiToken('ada'))
  audience = cloud.emulator.config.serverApp.clientId
})

/** Verifies a token with the emulator's keys as Entra would publish them for `issuer`. */
async function verifyWithKeyOf(issuer: string | null | undefined, changes: object = {}) {
  const { tenantId } = cloud.emulator.config
  const published = await fetch(`${cloud.emulator.url}/${tenantId}/discovery/v2.0/keys`)
  const { keys } = (await published.json()) as { keys: object[] }
  const body = { keys: keys.map((key) => ({ ...key, issuer })) }
  await cloud.emulator.fault({ operation: 'entra.keys', status: 200, body })
  const { verifyEntraJwt } = await import('./verify-jwt')
  return verifyEntraJwt(await cloud.emulator.sign({ ...claims, ...changes }), {
    audiences: [audience, TEAMS],
    invalid: 'token_invalid',
    expired: 'token_expired',
  })
}

function v2(tenant: string) {
  return `${cloud.emulator.url}/${tenant}/v2.0`
}

function v1(tenant: string) {
  return { iss: `https://sts.windows.net/${tenant}/`, aud: TEAMS, ver: '1.0' }
}

describe('a key', () => {
  it('that is published for all tenants serves each of them, in both versions', async () => {
    const { tenantId } = cloud.emulator.config
    await expect(verifyWithKeyOf(v2('{tenantid}'))).resolves.toMatchObject({ tenantId })
    vi.resetModules()
    const other = { tid: OTHER_TENANT, iss: v2(OTHER_TENANT) }
    await expect(verifyWithKeyOf(v2('{tenantid}'), other)).resolves.toMatchObject({
      tenantId: OTHER_TENANT,
    })
    vi.resetModules()
    await expect(verifyWithKeyOf(v2('{tenantid}'), v1(tenantId))).resolves.toMatchObject({
      issuerVersion: '1.0',
    })
  })

  it('that is published for one tenant serves that one, in both versions', async () => {
    const { tenantId } = cloud.emulator.config
    await expect(verifyWithKeyOf(v2(tenantId))).resolves.toMatchObject({ issuerVersion: '2.0' })
    vi.resetModules()
    await expect(verifyWithKeyOf(v2(tenantId), v1(tenantId))).resolves.toMatchObject({
      issuerVersion: '1.0',
    })
  })

  it.each([undefined, null])('that is published for %s serves all', async (issuer) => {
    await expect(verifyWithKeyOf(issuer)).resolves.toBeDefined()
  })

  it.each([
    ['another tenant', () => v2(OTHER_TENANT)],
    ['another cloud', () => 'https://login.microsoftonline.us/{tenantid}/v2.0'],
  ])('that is published for %s signs no token, in either version', async (_, issuer) => {
    const refused = { code: 'token_invalid', cause: { message: 'key of another issuer' } }
    await expect(verifyWithKeyOf(issuer())).rejects.toMatchObject(refused)
    vi.resetModules()
    const changes = v1(cloud.emulator.config.tenantId)
    await expect(verifyWithKeyOf(issuer(), changes)).rejects.toMatchObject(refused)
  })
})

describe('an issuer', () => {
  it.each([
    ['v2.0', () => v2(OTHER_TENANT)],
    ['v1.0', () => v1(OTHER_TENANT).iss],
  ])('of another tenant than the token’s is refused in its form of %s', async (_, iss) => {
    await expect(verifyWithKeyOf(v2('{tenantid}'), { iss: iss() })).rejects.toMatchObject({
      code: 'token_invalid',
      cause: { message: 'wrong issuer' },
    })
  })
})

it.each(['exp', 'nbf', 'iat', 'tid', 'iss'])('a token without %s is refused', async (name) => {
  await expect(verifyWithKeyOf(v2('{tenantid}'), { [name]: undefined })).rejects.toMatchObject({
    code: 'token_invalid',
  })
})
