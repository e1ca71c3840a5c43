import { expect, test } from 'vitest'
import { samples } from '../../core/config/samples'
import { startTestEmulator } from '../../testing/emulator'
import {
  CONTOSO,
  cookieOf,
  handedBack,
  serverRequest,
  signIn,
  spaRequest,
} from '../../testing/entra'
import { writeSeed } from '../../testing/seed'

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

test('apps with an address for it are told in hidden frames, and then it returns', async () => {
  const registered = 'http://localhost:3000/front-channel-logout?keep=1'
  const apps = [{ ...samples.apps[0], frontChannelLogoutUri: registered }, samples.apps[1]]
  const seeded = await startTestEmulator({ seedFile: await writeSeed({ apps }) })
  const path = `/${CONTOSO}/oauth2/v2.0/logout?post_logout_redirect_uri=http://localhost:3000/`

  // Not told: nobody has signed in to the app with the address.
  const other = cookieOf(await signIn(seeded, spaRequest()))
  expect((await seeded.fetch(path, { headers: { cookie: other } })).status).toBe(302)

  const signedIn = await signIn(seeded, serverRequest())
  const { session_state = '' } = handedBack(signedIn)
  const response = await seeded.fetch(path, { headers: { cookie: cookieOf(signedIn) } })
  expect(response.headers.get('set-cookie')).toContain('Max-Age=0')
  expect(response.headers.get('content-security-policy')).toContain(
    'frame-src http://localhost:3000;',
  )
  const text = await response.text()
  expect(text).toContain(`src="${registered}&#38;sid=${session_state}"`)
  expect(text).toContain('<a href="http://localhost:3000/">Continue</a>')
})
