import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { MsalSettings } from '@/lib/contract/msal-settings'
import { getAcsToken, getTeamsToken, renewTeamsToken } from './get-token'

const { silent } = vi.hoisted(() => ({
  silent: vi.fn((_settings: unknown, _purpose: string, isFresh: boolean) =>
    Promise.resolve({ accessToken: isFresh ? 'new' : 'cached' }),
  ),
}))
vi.mock('@/components/entra/msal', () => ({ acquire: { silent } }))

const requests: unknown[] = []
const responses: Response[] = []

beforeEach(() => {
  requests.length = 0
  vi.stubGlobal('fetch', (_path: string, { body }: { body: string }) => {
    requests.push(JSON.parse(body))
    return Promise.resolve(responses.shift())
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const settings = {} as MsalSettings
const issued = { token: 'acs', expiresOn: '2030-01-01T00:00:00.000Z' }

function respond(status: number, body: object) {
  responses.push(Response.json(body, { status }))
}

test.each([
  [400, 'teams_token_expiring'],
  [401, 'teams_token_expired'],
])(
  'an Entra token that the server finds too old (%i %s) is replaced once',
  async (status, code) => {
    respond(status, { status, code })
    respond(201, issued)
    const outcome = await getTeamsToken(settings, 'silent', { isFresh: false })
    expect(outcome).toEqual({ ok: true, token: issued })
    expect(requests).toEqual([{ teamsUserAadToken: 'cached' }, { teamsUserAadToken: 'new' }])
  },
)

test('where Entra’s new token is too old as well, nothing more is asked', async () => {
  respond(400, { status: 400, code: 'teams_token_expiring' })
  respond(400, { status: 400, code: 'teams_token_expiring' })
  const outcome = await getTeamsToken(settings, 'silent', { isFresh: false })
  expect(outcome).toMatchObject({ ok: false, problem: { code: 'teams_token_expiring' } })
  expect(requests).toHaveLength(2)
})

test('a token that was refused is not asked for again', async () => {
  respond(201, issued)
  respond(201, issued)
  respond(201, issued)
  await getAcsToken({ isFresh: false })
  await getAcsToken({ isFresh: true })
  await getTeamsToken(settings, 'silent', { isFresh: true })
  expect(requests).toEqual([
    { scopes: ['voip'] },
    { scopes: ['voip'], fresh: true },
    { teamsUserAadToken: 'new' },
  ])
})

test('in a call, an unavailable Entra is no refusal, but one that asks for interaction is', async () => {
  silent.mockRejectedValueOnce(new TypeError('Failed to fetch'))
  expect(await renewTeamsToken(settings, { isFresh: false })).toMatchObject({
    problem: { status: 503 },
  })
  const decision = Object.assign(new Error(), { name: 'InteractionRequiredAuthError' })
  silent.mockRejectedValueOnce(decision)
  expect(await renewTeamsToken(settings, { isFresh: false })).toMatchObject({
    problem: { status: 401, code: 'interaction_required' },
  })
})
