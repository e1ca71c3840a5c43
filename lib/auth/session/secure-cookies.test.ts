import { NextRequest } from 'next/server'
import { expect, it, vi } from 'vitest'
import { sanitizeAuthRequest } from '../sign-in/sanitize-auth-request'
import { cookieName, isSecure } from './session'

const settings = { appUrl: 'https://calls.contoso.com' }
vi.mock('@/lib/env', () => ({ env: () => settings }))

it('cookies are bound to the host and to https where the app has it', () => {
  settings.appUrl = 'https://calls.contoso.com'
  expect(isSecure()).toBe(true)
  expect(cookieName('session')).toBe('__Host-acs-auth.session')
})

it('cookies work on http in local mode', () => {
  settings.appUrl = 'http://localhost:3000'
  expect(isSecure()).toBe(false)
  expect(cookieName('session')).toBe('acs-auth.session')
})

it('a malformed cookie of https is ended as one: without Secure it would stay', async () => {
  settings.appUrl = 'https://calls.contoso.com'
  const headers = { cookie: '__Host-acs-auth.callback-url=nonsense' }
  const request = new NextRequest('https://calls.contoso.com/api/auth/csrf', { headers })
  await expect(sanitizeAuthRequest(request)).rejects.toMatchObject({
    headers: { 'set-cookie': '__Host-acs-auth.callback-url=; Path=/; Max-Age=0; Secure' },
  })
})
