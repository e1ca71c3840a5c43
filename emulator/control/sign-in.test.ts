import { expect, test } from 'vitest'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import { sampleUser, spaRequest } from '../testing/entra'

const emulator = await startTestEmulator()

interface BrowserState {
  cookies: { name: string; value: string; domain: string; sameSite: string; secure: boolean }[]
  origins: unknown[]
}

async function signIn(username: string) {
  return emulator.post('/_emulator/sign-in', { username })
}

test('a browser with that state is signed in without a question', async () => {
  const response = await signIn(sampleUser('ada').username)
  const { cookies, origins } = await bodyOf<BrowserState>(response)
  expect(origins).toEqual([])
  expect(cookies).toMatchObject([{ domain: 'localhost', sameSite: 'Lax', secure: false }])
  const query = new URLSearchParams(spaRequest({ prompt: 'none' })).toString()
  const authorized = await emulator.fetch(`/organizations/oauth2/v2.0/authorize?${query}`, {
    headers: { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') },
  })
  // Ada hasn't consented to anything but signing in: the app is pre-authorized for its API.
  expect(authorized.headers.get('location')).toMatch(/^http:\/\/localhost:3000\/.*code=/)
})

test('an account that does not exist is told', async () => {
  const response = await signIn('nobody@contoso.example')
  expect(response.status).toBe(400)
  expect(await response.text()).toContain('There is no account nobody@contoso.example.')
})

test('a page of another origin gets no such state', async () => {
  const response = await emulator.fetch('/_emulator/sign-in', {
    method: 'POST',
    headers: { origin: 'http://localhost:3000' },
    body: JSON.stringify({ username: sampleUser('ada').username }),
  })
  expect(response.status).toBe(403)
})
