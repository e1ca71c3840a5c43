import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { GET as listPeople } from '@/app/api/admin/people/route'
import { POST as act } from '@/app/api/admin/actions/route'
import { GET as exportTheirs } from '@/app/api/admin/export/route'
import { GET as exportOwn } from '@/app/api/user/export/route'
import { DELETE as deleteIdentity, POST as createIdentity } from '@/app/api/user/route'
import { POST as issueToken } from '@/app/api/token/route'
import { database } from '@/lib/db/database'
import { exportResponse, peopleResponse } from '@/lib/contract/schemas'
import { env } from '@/lib/env'
import { saveGrant } from '@/lib/auth/session/grant-store'
import { call } from '@/tests/support/server/call-handler'
import { localCloud } from '@/tests/support/server/local-cloud'
import { sessionGeneration } from '@/tests/support/server/sessions'

const cloud = localCloud()
let annie: { bearer: string }

beforeEach(async () => {
  annie = await cloud.caller('annie')
})

function personOf(username: string) {
  const { emulator } = cloud
  return { directory: emulator.config.tenantId, subject: emulator.user(username).objectId }
}

async function create(username: string): Promise<string> {
  const { body } = await call(createIdentity, { method: 'POST', ...(await cloud.caller(username)) })
  return String(body?.acsUserIdentity)
}

async function list(query = '') {
  const { status, body } = await call(listPeople, { ...annie, query })
  expect([status, peopleResponse.safeParse(body).error]).toEqual([200, undefined])
  return peopleResponse.parse(body)
}

function actOn(username: string, action: string) {
  return call(act, { method: 'POST', ...annie, body: { action, ...personOf(username) } })
}

it.each([
  ['people', () => listPeople, 'GET'],
  ['actions', () => act, 'POST'],
  ['export', () => exportTheirs, 'GET'],
])('/api/admin/%s is for operators alone', async (_, handler, method) => {
  const { status, body } = await call(handler(), { method, ...(await cloud.caller('ada')) })
  expect([status, body?.code]).toEqual([403, 'role_missing'])
  expect((await call(handler(), { method })).status).toBe(401)
})

describe('the list', () => {
  it('has every identity once, page by page', async () => {
    const { identityMapping } = await database()
    const ids = Array.from({ length: 120 }, (_, i) => `8:acs:${String(i).padStart(4, '0')}`)
    for (const acsUserId of ids) {
      const data = { directory: 'tenant', subject: randomUUID(), acsResource: env().acs.resource }
      await identityMapping.create({ data: { ...data, acsUserId }, select: { id: true } })
    }
    const seen: string[] = []
    let next: string | undefined = ''
    for (let pages = 0; next !== undefined; pages++) {
      const page = await list(next && `?after=${encodeURIComponent(next)}`)
      seen.push(...page.people.map(({ acsUserId }) => acsUserId))
      next = page.next
      expect(pages).toBeLessThan(3)
    }
    expect(seen).toEqual(ids)
  })

  it('is empty where there are none, and has no claims', async () => {
    const { identityMapping } = await database()
    const claim = { ...personOf('ada'), acsResource: env().acs.resource }
    await identityMapping.create({ data: claim, select: { id: true } })
    expect(await list()).toEqual({ people: [] })
  })

  it('finds somebody by object id and by ACS id, and nobody else', async () => {
    const [ada] = [await create('ada'), await create('grace')]
    const { subject } = personOf('ada')
    for (const query of [`?subject=${subject}`, `?acsUserId=${encodeURIComponent(ada)}`]) {
      expect((await list(query)).people).toMatchObject([{ ...personOf('ada'), acsUserId: ada }])
    }
    expect((await list('?subject=nobody')).people).toEqual([])
  })

  it('says in which hour a token was last handed out', async () => {
    await create('ada')
    expect((await list()).people[0]?.lastIssuedAt).toBeNull()
    await call(issueToken, { method: 'POST', ...(await cloud.caller('ada')) })
    // In batches, by and by.
    const { lastIssuedAt } = await vi.waitFor(
      async () => {
        const [ada] = (await list()).people
        expect(ada?.lastIssuedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:00:00\.000Z$/)
        return ada!
      },
      { timeout: 15_000, interval: 500 },
    )
    expect(Date.now() - Date.parse(lastIssuedAt!)).toBeLessThan(3_600_000)
  })

  it('shows what is pending at ACS, and has it retried', async () => {
    await create('ada')
    await cloud.emulator.fault({ operation: 'acs.deleteIdentity', status: 500, times: 10 })
    await call(deleteIdentity, { method: 'DELETE', ...(await cloud.caller('ada')) })
    const [ended] = (await list()).people
    expect(ended).toMatchObject({ hasEnded: true, pending: { operation: 'delete', attempts: 0 } })
    expect((await actOn('ada', 'retry')).body).toEqual({ pending: true })
    const [due] = (await list()).people
    expect(Date.parse(due!.pending!.retryAt)).toBeLessThanOrEqual(Date.now())
    await cloud.emulator.clearFaults()
    expect((await actOn('grace', 'retry')).body).toEqual({ pending: false })
  })

  it.each(['?subject=a&acsUserId=b', '?after=a&after=b', `?acsUserId=${'a'.repeat(201)}`])(
    'refuses %s',
    async (query) => {
      const { status, body } = await call(listPeople, { ...annie, query })
      expect([status, body?.code]).toEqual([400, 'invalid_request'])
    },
  )
})

describe('an operator', () => {
  it('revokes a person’s tokens, and leaves the rest', async () => {
    const ada = await create('ada')
    expect((await actOn('ada', 'revoke_tokens')).body).toEqual({ pending: false })
    expect((await cloud.emulator.state()).counts['acs.revokeTokens']).toBe(1)
    expect(await cloud.liveIdentities()).toEqual([ada])
  })

  it('signs a person out on every device', async () => {
    await actOn('ada', 'sign_out')
    expect(await sessionGeneration(personOf('ada'))).toBe(1)
    expect(await sessionGeneration(personOf('grace'))).toBe(0)
  })

  it('deletes an identity', async () => {
    const [, grace] = [await create('ada'), await create('grace')]
    expect((await actOn('ada', 'delete_identity')).status).toBe(200)
    expect(await cloud.liveIdentities()).toEqual([grace])
    expect(await sessionGeneration(personOf('ada'))).toBe(0)
  })

  it('erases a person: sessions and identity', async () => {
    await create('ada')
    const { directory, subject } = personOf('ada')
    await saveGrant('hers', { directory, subject }, 'secret', new Date(Date.now() + 60_000))
    expect((await actOn('ada', 'erase')).status).toBe(200)
    expect(await cloud.liveIdentities()).toEqual([])
    const query = `?directory=${directory}&subject=${subject}`
    const { body } = await call(exportTheirs, { ...annie, query })
    expect(exportResponse.parse(body)).toMatchObject({ identities: [], sessions: [] })
  })

  it.each([
    [{ action: 'promote', directory: 'a', subject: 'b' }, 'action'],
    [{ action: 'erase', directory: '', subject: 'b' }, 'directory'],
    [{ action: 'erase', directory: 'a' }, 'subject'],
    [{ action: 'erase', directory: 'a', subject: 'b', all: true }, ''],
  ])('is told what is wrong with %j', async (body, path) => {
    const response = await call(act, { method: 'POST', ...annie, body })
    expect(response.status).toBe(400)
    expect(response.body?.errors).toMatchObject([{ path }])
  })
})

describe('an export', () => {
  it('has all that is kept about somebody, and no secret', async () => {
    const acsUserId = await create('ada')
    await saveGrant('hers', personOf('ada'), 'secret', new Date(Date.now() + 60_000), ['A', 'B'])
    await create('grace')
    const { status, body } = await call(exportOwn, await cloud.caller('ada'))
    expect(status).toBe(200)
    expect(exportResponse.parse(body)).toMatchObject({
      person: personOf('ada'),
      identities: [{ acsUserId, acsResource: env().acs.resource, hasEnded: false }],
      sessions: [{ roles: ['A', 'B'] }],
      signedOutEverywhere: { times: 0, lastSessionAt: null },
    })
    expect(JSON.stringify(body)).not.toMatch(/secret|eyJ|refreshToken|claimToken/)
    const { directory, subject } = personOf('ada')
    const query = `?directory=${directory}&subject=${subject}`
    const theirs = (await call(exportTheirs, { ...annie, query })).body
    expect({ ...theirs, exportedAt: '' }).toEqual({ ...body, exportedAt: '' })
  })

  it('of somebody who is not known is empty', async () => {
    const { body } = await call(exportOwn, await cloud.caller('grace'))
    expect(body).toMatchObject({ identities: [], sessions: [] })
  })
})
