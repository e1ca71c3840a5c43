import { expect, test } from 'vitest'
import { startTestEmulator } from '../testing/emulator'
import { CONTOSO, cookieOf, signIn, spaRequest } from '../testing/entra'

const emulator = await startTestEmulator()
const cookie = cookieOf(await signIn(emulator, spaRequest()))

function logout(parameters: Record<string, string> = {}): Promise<Response> {
  const query = new URLSearchParams(parameters)
  return emulator.fetch(`/${CONTOSO}/oauth2/v2.0/logout?${query}`, { headers: { cookie } })
}

test('it ends the session and says so', async () => {
  const response = await logout()
  expect(await response.text()).toContain('You signed out')
  expect(response.headers.get('set-cookie')).toContain('Max-Age=0')
})

test('it returns to a registered address, with the state', async () => {
  const response = await logout({
    post_logout_redirect_uri: 'http://localhost:3000/signed-out',
    state: 'x',
  })
  expect(response.headers.get('location')).toBe('http://localhost:3000/signed-out?state=x')
  expect(response.headers.get('set-cookie')).toContain('Max-Age=0')
})

test('it returns to no other address', async () => {
  const response = await logout({ post_logout_redirect_uri: 'https://elsewhere.example/' })
  expect([response.status, response.headers.get('location')]).toEqual([200, null])
})

test('a logout_hint for someone else leaves the session', async () => {
  const other = await logout({ logout_hint: 'grace@contoso.example' })
  expect(other.headers.get('set-cookie')).toBeNull()
  const own = await logout({ logout_hint: 'Ada@contoso.example' })
  expect(own.headers.get('set-cookie')).toContain('Max-Age=0')
})
