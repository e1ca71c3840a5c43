import { describe, expect, it, vi } from 'vitest'
import { call } from '@/tests/support/server/call-handler'
import { localCloud } from '@/tests/support/server/local-cloud'
import type { Directory } from '@/lib/auth/directories/directory'
import { msalSettings } from '@/lib/auth/sign-in/msal-settings'
import { Problem } from '@/lib/errors/problem'
import { GET as readProfile } from './profile/route'
import { POST as createToken } from './token/route'
import { GET as exchangeByHeader, POST as exchange } from './token/teams/route'

const ISSUER = 'https://id.example/realms/contoso'

/** Whose tokens are their people's names; none of them has a Microsoft account. */
const directory = vi.hoisted(() => ({ verifyBearer: vi.fn<Directory['verifyBearer']>() }))
vi.mock('@/lib/auth/directories/configured-directory', () => ({
  configuredDirectory: () => directory,
}))

const cloud = localCloud()

function callerNamed(name: string) {
  const proof = { kind: 'bearer', token: name } as const
  directory.verifyBearer.mockImplementation((token) =>
    token === name
      ? Promise.resolve({ directory: ISSUER, subject: name, proof })
      : Promise.reject(new Problem('token_invalid')),
  )
  return { bearer: name }
}

describe('people of a directory without Microsoft accounts', () => {
  it('have ACS identities and tokens of their own', async () => {
    const first = await call(createToken, { method: 'POST', ...callerNamed('ada') })
    const other = await call(createToken, { method: 'POST', ...callerNamed('grace') })
    expect([first.status, other.status]).toEqual([201, 201])
    expect(await cloud.liveIdentities()).toHaveLength(2)
  })

  it('have no profile in Microsoft Graph', async () => {
    const { status, body } = await call(readProfile, callerNamed('ada'))
    expect([status, body?.code]).toEqual([403, 'microsoft_account_required'])
  })

  it('have no page that gets tokens from Microsoft', () => {
    const session = { directory: ISSUER, subject: 'ada', name: 'Ada', username: 'ada' }
    expect(() => msalSettings({ ...session, sid: 'one', gen: 0, endsAt: 0 })).toThrow(/404/)
  })

  it('exchange no Teams token, not even a valid one', async () => {
    const headers = { 'teams-user-aad-token': await cloud.emulator.teamsToken('ada') }
    const request = { ...callerNamed('ada'), headers }
    const responses = [
      await call(exchange, { method: 'POST', ...request }),
      await call(exchangeByHeader, request),
    ]
    expect(responses.map(({ status, body }) => [status, body?.code])).toEqual([
      [403, 'microsoft_account_required'],
      [403, 'microsoft_account_required'],
    ])
  })
})
