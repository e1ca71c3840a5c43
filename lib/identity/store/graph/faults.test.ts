import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { extensionOf } from '@/tests/support/server/graph-extensions'
import { localCloud } from '@/tests/support/server/local-cloud'
import { pass, tables } from '@/tests/support/server/mappings'
import { settings, signInAt } from '@/tests/support/server/stores'
import type { Fault } from '@/tests/support/programs/emulator'
import type { Caller } from '@/lib/auth/caller'
import { deleteIdentity } from '../../delete-identity'
import { ensureIdentity } from '../../ensure-identity'
import { findIdentity, findIdentityForPage } from '../../mapping'
import { reconcile } from '../../pending/reconcile'
import { peeked } from './peek'

const cloud = localCloud(settings)
const extension = extensionOf(cloud, 'ada')
let ada: Caller

beforeEach(async () => {
  peeked.clear()
  ada = await signInAt('ada', cloud)
})
afterEach(() => vi.useRealTimers())

type Kind = Omit<Fault, 'operation'>
const REPEATED = 3
const kinds: [name: string, fault: Kind, code: string][] = [
  ['500', { status: 500 }, 'upstream_failed'],
  ['503', { status: 503 }, 'upstream_unavailable'],
  ['429', { status: 429, retryAfter: 60 }, 'upstream_throttled'],
  ['a connection lost before the work', { drop: 'before' }, 'upstream_failed'],
  ['a connection lost after the work', { drop: 'after' }, 'upstream_failed'],
  ['nonsense', { status: 200, body: 'nonsense' }, 'upstream_failed'],
  ['403', { status: 403, code: 'Authorization_RequestDenied' }, 'consent_required'],
  ['401', { status: 401, code: 'InvalidAuthenticationToken' }, 'interaction_required'],
]

/** Lets so many requests through, and lets the next ones go wrong. */
async function failAfter(passed: number, fault: Kind) {
  const operation = 'graph.extensions'
  if (passed > 0) await cloud.emulator.fault({ operation, delayMs: 1, times: passed })
  await cloud.emulator.fault({ operation, ...fault, times: REPEATED })
}

/** What a circuit counts as an outage would be one for the next test, too. */
const closeCircuit = async () => {
  await cloud.emulator.clearFaults()
  peeked.clear()
  await findIdentity(ada)
}

async function settle() {
  await cloud.emulator.clearFaults()
  pass(16_000)
  await reconcile()
  vi.useRealTimers()
}

const mapped = async () => (await tables()).findMany({ where: { tombstone: '' } })

describe.each(kinds)('where Graph responds with %s', (name, fault, code) => {
  afterEach(closeCircuit)

  it('to the first look, nothing is created', async () => {
    await failAfter(0, fault)
    await expect(ensureIdentity(ada)).rejects.toMatchObject({ code })
    expect(await cloud.liveIdentities()).toEqual([])
    expect(await mapped()).toEqual([])
  })

  it('to the look under the claim, nothing is created, and the next one may', async () => {
    await failAfter(1, fault)
    await expect(ensureIdentity(ada)).rejects.toMatchObject({ code })
    expect(await cloud.liveIdentities()).toEqual([])
    await cloud.emulator.clearFaults()
    expect((await ensureIdentity(ada)).created).toBe(true)
  })

  it('to the writing, the identity is deleted, and the next one takes its place', async () => {
    await failAfter(2, fault)
    const creating = ensureIdentity(ada)
    // A response without sense that is one of success says that it is written.
    if (name === 'nonsense') {
      expect((await creating).created).toBe(true)
      return
    }
    await expect(creating).rejects.toMatchObject({ code })
    await settle()
    expect(await cloud.liveIdentities()).toEqual([])
    expect(await findIdentity(ada)).toBeNull()
    const { mapping } = await ensureIdentity(ada)
    expect(await extension.read()).toMatchObject({ acsUserIdentity: mapping.acsUserId })
    expect(await cloud.liveIdentities()).toEqual([mapping.acsUserId])
    expect(await (await tables()).findMany({})).toMatchObject([{ acsUserId: mapping.acsUserId }])
  })

  it('to a deletion, the mapping ends, and it can be repeated', async () => {
    await ensureIdentity(ada)
    await failAfter(0, fault)
    const deleting = deleteIdentity(ada)
    if (name === 'nonsense') await deleting
    else await expect(deleting).rejects.toMatchObject({ code })
    await settle()
    expect(await cloud.liveIdentities()).toEqual([])
    expect(await findIdentity(ada)).toBeNull()
    await deleteIdentity(ada)
    expect(await (await tables()).findMany({ where: { retryAt: { not: null } } })).toEqual([])
    expect((await ensureIdentity(ada)).created).toBe(true)
  })
})

it('a token that Graph refuses before its time is replaced by another', async () => {
  const tokens = async () => (await cloud.emulator.requests('entra.token')).length
  const before = await tokens()
  await cloud.emulator.fault({ operation: 'graph.extensions', status: 401 })
  expect((await ensureIdentity(ada)).created).toBe(true)
  expect(await tokens()).toBe(before + 2)
})

it('a short throttling is waited for', async () => {
  const fault = { operation: 'graph.extensions', status: 429, retryAfter: 1 }
  await cloud.emulator.fault(fault)
  expect((await ensureIdentity(ada)).created).toBe(true)
})

it('somebody who has not consented is told so by the API, and a page is shown all the same', async () => {
  await cloud.emulator.fault({
    times: 2,
    operation: 'entra.token',
    status: 400,
    body: {
      error: 'invalid_grant',
      error_description: 'AADSTS65001: The user or administrator has not consented.',
      suberror: 'consent_required',
    },
  })
  await expect(ensureIdentity(ada)).rejects.toMatchObject({ code: 'consent_required' })
  expect(await findIdentityForPage(ada)).toBeNull()
  expect(await mapped()).toEqual([])
})
