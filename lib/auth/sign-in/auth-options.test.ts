import { expect, it } from 'vitest'
import type { Account, NextAuthOptions, Profile, User } from 'next-auth'
import { localCloud } from '@/tests/support/server/local-cloud'
import { authOptions } from './auth-options'

const cloud = localCloud()

type Callbacks = Required<NonNullable<NextAuthOptions['callbacks']>>

function callbacks() {
  return authOptions().callbacks as Callbacks
}

/** What next-auth asks before it lets somebody in. */
function isLetIn(tid: string) {
  const profile = { oid: crypto.randomUUID(), tid } as Profile
  const account: Account = { provider: 'azure-ad', type: 'oauth', providerAccountId: 'any' }
  return callbacks().signIn({ user: {} as User, account, profile })
}

it('lets in accounts of the tenant, in whatever case its id is written', async () => {
  const { tenantId } = cloud.emulator.config
  expect(await isLetIn(tenantId)).toBe(true)
  expect(await isLetIn(tenantId.toUpperCase())).toBe(true)
})

it('leads accounts of another tenant to the explanation', async () => {
  expect(await isLetIn(crypto.randomUUID())).toMatch(/\/error\?error=TenantNotAllowed$/)
})

it('leads back to paths of the app alone', async () => {
  const lead = (url: string) => callbacks().redirect({ url, baseUrl: 'http://localhost:3000' })
  expect(await lead('/teams')).toBe('http://localhost:3000/teams')
  expect(await lead('https://evil.example/teams')).toBe('http://localhost:3000/')
})

it('begins a session when somebody signs in, and at no other time', async () => {
  const token = { sid: 'session-1' }
  const read = callbacks().jwt({ token, account: null, user: {} as User })
  expect(await read).toBe(token)
})
