import { decode } from 'next-auth/jwt'
import { afterEach, expect, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { type SignIn, startSignIn } from '@/tests/support/server/sign-in'
import { database } from '@/lib/db/database'
import { env } from '@/lib/env'
import { findGrant } from '../session/grant-store'
import { readSession } from '../session/session'
import { endAllSessions } from '../session/session-generation'
import { authOptions } from './auth-options'

const cloud = localCloud()
afterEach(() => vi.useRealTimers())

const SESSION = 'acs-auth.session'

function browser() {
  const { url, config } = cloud.emulator
  const endpoint = `${url}/${config.tenantId}/oauth2/v2.0/authorize`
  return startSignIn(cloud.emulator, () => authOptions(endpoint))
}

/** The session that the browser's cookie carries. */
function sessionOf({ cookies }: SignIn) {
  const value = cookies.get(SESSION)
  return readSession({
    get: (name) => (name === SESSION && value !== undefined ? { value } : undefined),
  })
}

/** Signs Ada in, with some parameters of the address of Entra changed on the way. */
async function signIn(changes: Record<string, string> = {}, started = browser()) {
  const address = await started.start()
  for (const [name, value] of Object.entries(changes)) address.searchParams.set(name, value)
  const end = await started.callback(await started.atEntra(address, 'ada'))
  return { end, session: await sessionOf(started) }
}

async function grants() {
  const { entraGrant } = await database()
  return entraGrant.findMany({ select: { sessionId: true } })
}

it('a sign-in begins a session that has Entra’s grant in the database', async () => {
  const { end, session } = await signIn()
  expect(end.href).toBe('http://localhost:3000/identity')
  const { objectId, displayName, username } = cloud.emulator.user('ada')
  expect(session).toMatchObject({
    directory: cloud.emulator.config.tenantId,
    subject: objectId,
    name: displayName,
    username,
    gen: 0,
  })
  expect(await findGrant(session?.sid ?? '')).toBeTruthy()
})

it('a session and its grant end twelve hours after the sign-in', async () => {
  const started = browser()
  const { session } = await signIn({}, started)
  const signedInAt = Date.now()
  const after = async (hours: number) => {
    vi.useFakeTimers({ toFake: ['Date'], now: signedInAt + hours * 3_600_000 })
    return [await sessionOf(started), await findGrant(session?.sid ?? '')]
  }
  expect(await after(11.9)).not.toContain(null)
  expect(await after(12.1)).toEqual([null, null])
})

it('what the cookie holds can be decrypted no longer than its session lasts', async () => {
  const started = browser()
  const { session } = await signIn({}, started)
  const token = started.cookies.get(SESSION) ?? ''
  const claims = await decode({ token, secret: env().sessionSecret })
  expect(Math.abs(Number(claims?.exp) - (session?.endsAt ?? 0))).toBeLessThanOrEqual(1)
})

it('each sign-in begins a session of its own', async () => {
  const one = await signIn()
  const other = await signIn()
  expect(one.session?.sid).not.toBe(other.session?.sid)
  expect(await grants()).toHaveLength(2)
})

it('the cookie holds no token of Entra’s and stays small', async () => {
  const started = browser()
  const { session } = await signIn({}, started)
  const cookie = started.cookies.get(SESSION) ?? ''
  const claims = JSON.stringify(await decode({ token: cookie, secret: env().sessionSecret }))
  expect(claims).toContain(session?.sid)
  expect(claims).not.toContain('eyJ')
  expect(claims).not.toContain(await findGrant(session?.sid ?? ''))
  expect(cookie.length).toBeLessThan(2048)
})

it('a sign-in after signing out everywhere is of the new generation', async () => {
  const caller = {
    directory: cloud.emulator.config.tenantId,
    subject: cloud.emulator.user('ada').objectId,
  }
  await endAllSessions(caller)
  expect((await signIn()).session).toMatchObject({ gen: 1 })
})

it.each([
  ['nonce', 'of another sign-in'],
  ['state', 'of another sign-in'],
  ['code_challenge', 'a'.repeat(43)],
])('a sign-in whose %s was changed on the way is refused', async (name, value) => {
  const { end, session } = await signIn({ [name]: value })
  expect(end.searchParams.get('error')).toBeTruthy()
  expect(session).toBeNull()
  expect(await grants()).toEqual([])
})

it.each(['nonce', 'state', 'code_challenge'])(
  'each sign-in is bound to its browser by a %s of its own',
  async (name) => {
    const [one, other] = [await browser().start(), await browser().start()]
    expect(one.searchParams.get(name)).toBeTruthy()
    expect(one.searchParams.get(name)).not.toBe(other.searchParams.get(name))
  },
)

it('a sign-in that another browser began is refused', async () => {
  const mine = browser()
  const theirs = browser()
  await theirs.start()
  const back = await mine.atEntra(await mine.start(), 'ada')
  expect((await theirs.callback(back)).searchParams.get('error')).toBeTruthy()
  expect(theirs.cookies.has(SESSION)).toBe(false)
})
