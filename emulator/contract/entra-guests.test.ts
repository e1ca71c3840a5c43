import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import { API_SCOPE } from '../core/config/samples'
import { startTestEmulator } from '../testing/emulator'
import { CONTOSO, FABRIKAM, requestToken, sampleUser, spa } from '../testing/entra'

// Source: MicrosoftDocs/entra-docs, access-token-claims-reference.md and refresh-tokens.md.

const emulator = await startTestEmulator()

/** The claims of a person's access token in a tenant. */
async function claimsIn(tenant: string, name: string, scope = API_SCOPE) {
  const { username, password } = sampleUser(name)
  const fields = { grant_type: 'password', ...spa, username, password, scope }
  const { body } = await requestToken(emulator, fields, { tenant })
  return decodeJwt(body.access_token)
}

test('a person has another oid in each tenant, and tid is the tenant signed in to', async () => {
  const [member, guest] = [await claimsIn(CONTOSO, 'radia'), await claimsIn(FABRIKAM, 'radia')]
  expect([member.tid, guest.tid]).toEqual([CONTOSO, FABRIKAM])
  expect(guest.oid).not.toBe(member.oid)
})

test.each([API_SCOPE, 'User.Read'])(
  'idp names the tenant a guest comes from, and members have none (%s)',
  async (scope) => {
    const issuer = `https://sts.windows.net/${CONTOSO}/`
    expect(await claimsIn(FABRIKAM, 'radia', scope)).toHaveProperty('idp', issuer)
    expect(await claimsIn(CONTOSO, 'radia', scope)).not.toHaveProperty('idp')
  },
)

// https://github.com/kubeguard/guard/issues/170
test('a v1.0 token of a guest has email and unique_name, and no upn', async () => {
  const guest = await claimsIn(CONTOSO, 'mary', 'User.Read')
  expect(guest).toMatchObject({ email: 'mary@partner.example', acct: 1 })
  expect(guest).toHaveProperty('unique_name')
  expect(guest).not.toHaveProperty('upn')
  expect(await claimsIn(CONTOSO, 'ada', 'User.Read')).toHaveProperty('upn', 'ada@contoso.example')
})
