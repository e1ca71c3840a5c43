import { NextRequest } from 'next/server'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { sessionCookie } from '@/tests/support/server/session-cookie'
import { findGrant, saveGrant } from './grant-store'
import { sessionGeneration } from '@/tests/support/server/sessions'
import { signOut } from './sign-out'

const records: string[] = []
vi.mock('@/lib/observability/audit', async (original) => ({
  ...(await original<object>()),
  audit: (event: string) => void records.push(event),
}))

const cloud = localCloud()
beforeEach(() => void records.splice(0))

const claims = { sid: 'session-1', directory: crypto.randomUUID(), subject: crypto.randomUUID() }

async function post(from: string, headers: Record<string, string> = {}) {
  const cookie = `acs-auth.session=${await sessionCookie({ ...claims, loginHint: 'opaque' })}`
  return signOut(
    new NextRequest('http://localhost:3000/sign-out', {
      method: 'POST',
      headers: { origin: 'http://localhost:3000', cookie, ...headers },
      body: new URLSearchParams({ from }),
    }),
  )
}

it('forgets the grant and the cookie, and shows that one is signed out', async () => {
  const caller = { directory: claims.directory, subject: claims.subject }
  await saveGrant(claims.sid, caller, 'refresh token', new Date(Date.now() + 60_000))
  const response = await post('app')
  expect(response.status).toBe(303)
  expect(response.headers.get('location')).toBe('http://localhost:3000/signed-out')
  expect(response.headers.getSetCookie()).toContainEqual(
    expect.stringMatching(/^acs-auth\.session=;.*Max-Age=0/),
  )
  expect(await findGrant(claims.sid)).toBeNull()
})

it('leads through Entra’s own sign-out', async () => {
  const response = await post('directory')
  const url = new URL(response.headers.get('location') ?? '')
  expect(url.origin + url.pathname).toBe(
    `${cloud.emulator.url}/${cloud.emulator.config.tenantId}/oauth2/v2.0/logout`,
  )
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client_id: cloud.emulator.config.serverApp.clientId,
    logout_hint: 'opaque',
    post_logout_redirect_uri: 'http://localhost:3000/signed-out',
  })
})

it('ends this session alone, unless everywhere is asked for', async () => {
  const caller = { directory: claims.directory, subject: claims.subject }
  const inAMinute = new Date(Date.now() + 60_000)
  await saveGrant(claims.sid, caller, 'refresh token', inAMinute)
  await saveGrant('another device', caller, 'refresh token', inAMinute)
  await post('app')
  expect(await findGrant('another device')).toBe('refresh token')
  expect(await sessionGeneration(caller)).toBe(0)
  await post('everywhere')
  expect(await findGrant('another device')).toBeNull()
  expect(await sessionGeneration(caller)).toBe(1)
  expect(records).toEqual(['signed_out', 'signed_out_everywhere'])
})

describe('who has no session', () => {
  const without = { cookie: '' }

  it.each(['app', 'everywhere'])('is signed out as others are (%s)', async (from) => {
    const response = await post(from, without)
    expect(response.headers.get('location')).toBe('http://localhost:3000/signed-out')
    expect(records).toEqual([])
  })

  it('is led through Entra’s own sign-out without a hint', async () => {
    const response = await post('directory', without)
    const { searchParams } = new URL(response.headers.get('location') ?? '')
    expect(searchParams.get('post_logout_redirect_uri')).toBe('http://localhost:3000/signed-out')
    expect(searchParams.has('logout_hint')).toBe(false)
  })
})

it('takes no request from elsewhere', async () => {
  await expect(post('app', { origin: 'https://evil.example' })).rejects.toMatchObject({
    code: 'cross_site',
  })
})
