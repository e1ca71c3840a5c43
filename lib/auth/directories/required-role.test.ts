import { decodeJwt } from 'jose'
import { expect, it } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { entraDirectory } from './entra'

// Katherine has it, by the emulator's samples; Ada doesn't.
const cloud = localCloud({ AZURE_AD_REQUIRED_ROLE: 'Operator' })
const { verifyBearer, whyNotAdmitted } = entraDirectory

async function tokenWith(roles: unknown): Promise<string> {
  const claims = decodeJwt(await cloud.emulator.apiToken('ada'))
  return cloud.emulator.sign({ ...claims, roles })
}

it('takes the token of a person who has the role', async () => {
  const { subject } = await verifyBearer(await cloud.emulator.apiToken('katherine'))
  expect(subject).toBe(cloud.emulator.user('katherine').objectId)
  expect(await verifyBearer(await tokenWith(['Other', 'Operator']))).toBeDefined()
})

it.each([[undefined], [[]], [['operator']], [['Operators']]])(
  'refuses a token with role_missing whose roles are %j',
  async (roles) => {
    await expect(verifyBearer(await tokenWith(roles))).rejects.toMatchObject({
      code: 'role_missing',
    })
  },
)

it('says of a token that is not for this API what is wrong with that first', async () => {
  const claims = decodeJwt(await cloud.emulator.apiToken('ada'))
  const token = await cloud.emulator.sign({ ...claims, azp: crypto.randomUUID() })
  await expect(verifyBearer(token)).rejects.toMatchObject({ code: 'client_not_allowed' })
})

it('admits people to a sign-in who have the role, of allowed tenants', () => {
  const tid = cloud.emulator.config.tenantId
  const oid = cloud.emulator.user('ada').objectId
  expect(whyNotAdmitted({ tid, oid, roles: ['Operator'] })).toBeNull()
  expect(whyNotAdmitted({ tid, oid, roles: ['Other'] })).toBe('RoleMissing')
  expect(whyNotAdmitted({ tid, oid })).toBe('RoleMissing')
  const elsewhere = { tid: crypto.randomUUID(), oid, roles: ['Operator'] }
  expect(whyNotAdmitted(elsewhere)).toBe('TenantNotAllowed')
})
