import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { database } from '@/lib/db/database'
import { localCloud } from '@/tests/support/server/local-cloud'
import { sessionCookie } from '@/tests/support/server/session-cookie'
import { endRefusedAccess, revokeTokensBy } from './end-access'
import { findGrant, leaseRenewal, saveGrant } from './grant-store'
import { renewDueSessions } from './renew-due-sessions'
import { renewIfDue } from './renew-session'
import { callerOf, readSession } from './session'

const cloud = localCloud()
const MINUTE = 60_000
const revoke = vi.fn(() => Promise.resolve())

beforeEach(() => {
  revoke.mockClear()
  revokeTokensBy(revoke)
})
afterEach(() => vi.useRealTimers())

/** A session of a user's that began now, as its cookie is read at each request. */
async function begin(username = 'grace') {
  const sid = crypto.randomUUID()
  const who = {
    directory: cloud.emulator.config.tenantId,
    subject: cloud.emulator.user(username).objectId,
  }
  const inADay = new Date(Date.now() + 24 * 60 * MINUTE)
  await saveGrant(sid, who, await cloud.emulator.refreshToken(username), inADay)
  const value = await sessionCookie({ sid, hasGrant: true, ...who })
  return { sid, read: () => readSession({ get: () => ({ value }) }) }
}

/** Whether a session goes on at its next request. */
async function goesOn(session: Awaited<ReturnType<typeof begin>>) {
  const live = await session.read()
  return live !== null && renewIfDue(callerOf(live))
}

/** Has every grant be due, as after an hour. */
async function makeDue() {
  const { entraGrant } = await database()
  await entraGrant.updateMany({ data: { renewAt: 1 } })
}

async function goesOnWhenDue(session: Awaited<ReturnType<typeof begin>>) {
  await makeDue()
  return goesOn(session)
}

function pass(minutes: number) {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * MINUTE })
}

async function askedOf(work: () => Promise<unknown>) {
  const before = (await cloud.emulator.requests('entra.token')).length
  await work()
  return (await cloud.emulator.requests('entra.token')).length - before
}

function refuse(aadsts: string, more: object = {}) {
  const description = `${aadsts}: refused. Trace ID: x`
  const body = { error: 'invalid_grant', error_description: description, ...more }
  return cloud.emulator.fault({ operation: 'entra.token', status: 400, body })
}

it('Entra is asked about a session after 50 to 55 minutes, and again after as many', async () => {
  const session = await begin()
  // An ID token of today would have expired by then.
  const body = { access_token: 'new', token_type: 'Bearer', expires_in: 3600 }
  await cloud.emulator.fault({ operation: 'entra.token', status: 200, body, times: 2 })
  for (let renewals = 0; renewals < 2; renewals++) {
    pass(49)
    expect(await askedOf(() => goesOn(session))).toBe(0)
    pass(6)
    expect(await askedOf(() => goesOn(session))).toBe(1)
  }
  expect(await goesOn(session)).toBe(true)
})

it.each([true, false])('many requests ask once, and hear the same: %s', async (goesOn) => {
  const session = await begin()
  await makeDue()
  const live = await session.read()
  if (!goesOn) await cloud.emulator.changeUser('grace', { disabled: true })
  const caller = callerOf(live!)
  const all = () => Promise.all(Array.from({ length: 10 }, () => renewIfDue(caller)))
  expect(await askedOf(async () => expect(await all()).not.toContain(!goesOn))).toBe(1)
})

it('what another instance is asking about is not asked about', async () => {
  const session = await begin()
  await makeDue()
  const live = await session.read()
  expect(await leaseRenewal(session.sid, 1)).toBe(true)
  expect(await leaseRenewal(session.sid, 1)).toBe(false)
  const asked = await askedOf(async () => expect(await renewIfDue(callerOf(live!))).toBe(true))
  expect(asked).toBe(0)
})

describe('all sessions end, and the ACS tokens are revoked,', () => {
  it.each([{ disabled: true }, { deleted: true }])('of an account that is %j', async (change) => {
    const [session, other] = [await begin(), await begin()]
    const stranger = await begin('ada')
    await cloud.emulator.changeUser('grace', change)
    expect(await goesOnWhenDue(session)).toBe(false)
    expect(await other.read()).toBeNull()
    expect(await stranger.read()).not.toBeNull()
    const { objectId: subject } = cloud.emulator.user('grace')
    expect(revoke).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ subject }))
  })

  it.each(['AADSTS500341', 'AADSTS500571'])('where Entra says %s', async (aadsts) => {
    const session = await begin()
    await refuse(aadsts)
    expect(await goesOnWhenDue(session)).toBe(false)
    expect(revoke).toHaveBeenCalledOnce()
  })

  it('even if they can’t be revoked now', async () => {
    const session = await begin()
    revoke.mockRejectedValueOnce(new Error('no database'))
    await cloud.emulator.changeUser('grace', { disabled: true })
    expect(await goesOnWhenDue(session)).toBe(false)
    expect(await session.read()).toBeNull()
  })
})

describe('one session ends', () => {
  it('whose grant was revoked', async () => {
    const session = await begin()
    await cloud.emulator.changeUser('grace', { revokeSessions: true })
    const later = await begin()
    expect(await goesOnWhenDue(session)).toBe(false)
    expect(await session.read()).toBeNull()
    expect(await later.read()).not.toBeNull()
    expect(revoke).not.toHaveBeenCalled()
  })

  it('whose grant has become too old', async () => {
    const session = await begin()
    await refuse('AADSTS700082')
    expect(await goesOnWhenDue(session)).toBe(false)
    expect(await findGrant(session.sid)).toBeNull()
  })

  it('whose grant can’t be read any more', async () => {
    const session = await begin()
    const { entraGrant } = await database()
    await entraGrant.updateMany({ data: { refreshToken: 'of another key' } })
    expect(await goesOnWhenDue(session)).toBe(false)
    expect(await session.read()).toBeNull()
  })
})

describe('nothing ends', () => {
  it.each([
    ['is away', { drop: 'before' as const }],
    ['fails', { status: 500 }],
    ['throttles', { status: 429, retryAfter: 1 }],
    ['refuses this server', { status: 401, body: { error: 'invalid_client' } }],
  ])('while Entra %s; it is asked again after a minute', async (_, fault) => {
    const session = await begin()
    await cloud.emulator.fault({ operation: 'entra.token', times: 1, ...fault })
    expect(await goesOnWhenDue(session)).toBe(true)
    pass(0.5)
    expect(await askedOf(() => goesOn(session))).toBe(0)
    pass(1)
    expect(await askedOf(() => goesOn(session))).toBe(1)
    expect(await askedOf(() => goesOn(session))).toBe(0)
  })

  it('where consent is missing', async () => {
    const session = await begin()
    await refuse('AADSTS65001', { suberror: 'consent_required' })
    expect(await goesOnWhenDue(session)).toBe(true)
    pass(5)
    expect(await askedOf(() => goesOn(session))).toBe(0)
  })
})

it('a claims challenge is passed on at every request until it is met, and ends nothing', async () => {
  const session = await begin()
  const claims = '{"access_token":{"capolids":{}}}'
  const challenge = { error: 'interaction_required', claims }
  const fault = { operation: 'entra.token', status: 400, body: challenge, times: 2 }
  await cloud.emulator.fault(fault)
  await expect(goesOnWhenDue(session)).rejects.toMatchObject({
    code: 'interaction_required',
    claims,
  })
  await expect(goesOn(session)).rejects.toMatchObject({ claims })
  expect(await askedOf(renewDueSessions)).toBe(0)
  expect(await goesOn(session)).toBe(true)
})

it('sessions that send no requests are renewed, too', async () => {
  const [session, other] = [await begin(), await begin('ada')]
  await cloud.emulator.changeUser('grace', { disabled: true })
  expect(await renewDueSessions()).toBe(0)
  await makeDue()
  expect(await renewDueSessions()).toBe(2)
  expect(await session.read()).toBeNull()
  expect((await other.read())!.renewAt).toBeGreaterThan(Date.now() + 49 * MINUTE)
  expect(revoke).toHaveBeenCalledOnce()
})

it('what fails for other reasons ends nothing', async () => {
  const session = await begin()
  const live = await session.read()
  await endRefusedAccess(callerOf(live!), new Error('something else'))
  expect(await session.read()).not.toBeNull()
})
