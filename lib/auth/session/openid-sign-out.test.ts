import { NextRequest } from 'next/server'
import { beforeEach, expect, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { sampleProvider } from '@/tests/support/server/oidc'
import { sessionCookie } from '@/tests/support/server/session-cookie'

const cloud = localCloud(sampleProvider)

beforeEach(() => void vi.resetModules())

async function signOut() {
  const { signOut: handle } = await import('./sign-out')
  const directory = `${cloud.emulator.url}/oidc/sample`
  const session = await sessionCookie({ sid: 'sid', directory, subject: 'joan' })
  const headers = { origin: 'http://localhost:3000', cookie: `acs-auth.session=${session}` }
  const body = new URLSearchParams({ from: 'directory' })
  const request = new NextRequest('http://localhost:3000/sign-out', {
    method: 'POST',
    headers,
    body,
  })
  const response = await handle(request)
  expect(response.headers.getSetCookie().join()).toMatch(/acs-auth\.session=;/)
  return response.headers.get('location')
}

async function published(changes: object) {
  const address = `${cloud.emulator.url}/oidc/sample/.well-known/openid-configuration`
  return { ...((await (await fetch(address)).json()) as object), ...changes }
}

it('leads through the provider’s own sign-out, without an ID token', async () => {
  const url = new URL((await signOut()) ?? '')
  expect(url.origin + url.pathname).toBe(`${cloud.emulator.url}/oidc/sample/logout`)
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client_id: 'sample-client',
    post_logout_redirect_uri: 'http://localhost:3000/signed-out',
  })
})

it.each<[string, () => Promise<object> | object]>([
  [
    'has none',
    async () => ({ status: 200, body: await published({ end_session_endpoint: undefined }) }),
  ],
  [
    'has it where the pages’ policy lets no form lead',
    async () => {
      const end_session_endpoint = 'http://127.0.0.1/logout'
      return { status: 200, body: await published({ end_session_endpoint }) }
    },
  ],
  ['is unavailable', () => ({ drop: 'before' })],
])(
  'ends this app’s session where the provider %s, and says that the other goes on',
  async (_, fault) => {
    await cloud.emulator.fault({ operation: 'oidc.discovery', ...(await fault()) })
    expect(await signOut()).toBe('http://localhost:3000/signed-out?still=signed-in')
  },
)
