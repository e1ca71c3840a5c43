import { expect, it, vi } from 'vitest'
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
