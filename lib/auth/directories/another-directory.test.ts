import { describe, expect, it, vi } from 'vitest'
import { call } from '@/tests/support/server/call-handler'
import { localCloud } from '@/tests/support/server/local-cloud'
import { GET as readProfile } from '@/app/api/profile/route'
import { POST as createToken } from '@/app/api/token/route'
import { Problem } from '@/lib/errors/problem'
import { msalSettings } from '../sign-in/msal-settings'
import type { Directory } from './directory'

const ISSUER = 'https://id.example/realms/contoso'

/** Whose tokens are their people's names; none of them has a Microsoft account. */
const directory = vi.hoisted(() => ({ verifyBearer: vi.fn<Directory['verifyBearer']>() }))
vi.mock('./configured-directory', () => ({
  configuredDirectory: () => directory,
}))

const cloud = localCloud()

function callerNamed(name: string) {
  const proof = { kind: 'bearer', token: name } as const
  directory.verifyBearer.mockImplementation((token) =>
    token === name
      ? Promise.resolve({ directory: ISSUER, subject: name, roles: [], proof })
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
    expect(msalSettings({ ...session, sid: 'one', hasGrant: false, gen: 0, endsAt: 0 })).toBeNull()
  })
})
