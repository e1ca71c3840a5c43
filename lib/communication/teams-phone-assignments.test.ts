import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { log } from '@/lib/observability/log'
import {
  findTeamsPhoneAssignment,
  removeTeamsPhoneAssignment,
  setTeamsPhoneAssignment,
  type TeamsPhoneAssignment,
} from './teams-phone-assignments'

const SCOPE = 'https://auth.msft.communication.azure.com/TeamsExtension.ManageCalls'

const cloud = localCloud()
let ada: TeamsPhoneAssignment

beforeEach(() => {
  const { tenantId, clientApp } = cloud.emulator.config
  const { objectId } = cloud.emulator.user('ada')
  ada = { tenantId, objectId, principalType: 'user', clientIds: [clientApp.clientId] }
})
afterEach(() => vi.restoreAllMocks())

/** The exchange of a Teams Phone user's own Entra token: no key, no secret, not by this server. */
async function exchange(): Promise<number> {
  const { access_token } = await cloud.emulator.tokens('ada', SCOPE)
  const path = '/access/teamsExtension/:exchangeAccessToken?api-version=2025-06-30'
  const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' }
  return (await fetch(`${cloud.emulator.url}${path}`, { method: 'POST', headers, body: '{}' }))
    .status
}

it('an assignment is made, found, replaced and removed', async () => {
  expect(await findTeamsPhoneAssignment(ada)).toBeNull()
  expect(await setTeamsPhoneAssignment(ada)).toBe('created')
  expect(await findTeamsPhoneAssignment(ada)).toEqual(ada)
  const account: TeamsPhoneAssignment = {
    ...ada,
    principalType: 'resourceAccount',
    clientIds: [],
  }
  expect(await setTeamsPhoneAssignment(account)).toBe('replaced')
  expect(await findTeamsPhoneAssignment(ada)).toEqual(account)
  await removeTeamsPhoneAssignment(ada)
  await removeTeamsPhoneAssignment(ada)
  expect(await findTeamsPhoneAssignment(ada)).toBeNull()
})

it('whoever is assigned exchanges their own token, and nobody else', async () => {
  expect(await exchange()).toBe(403)
  await setTeamsPhoneAssignment(ada)
  expect(await exchange()).toBe(200)
  await removeTeamsPhoneAssignment(ada)
  expect(await exchange()).toBe(403)
})

describe('bad input is refused before ACS is asked', () => {
  it.each([
    ['tenantId', { tenantId: 'contoso' }],
    ['objectId', { objectId: '../ada' }],
    ['clientIds.0', { clientIds: ['app'] }],
    ['principalType', { principalType: 'group' as never }],
  ])('%s', async (path, change) => {
    await expect(setTeamsPhoneAssignment({ ...ada, ...change })).rejects.toMatchObject({
      code: 'invalid_request',
      errors: [{ path }],
    })
    expect(await cloud.emulator.requests('acs.assignments')).toEqual([])
  })
})

describe('an ACS that does not do it', () => {
  const fails = (fault: object) => cloud.emulator.fault({ operation: 'acs.assignments', ...fault })

  it('is asked again after an outage', async () => {
    await fails({ status: 503 })
    expect(await setTeamsPhoneAssignment(ada)).toBe('created')
  })

  it.each([
    [{ status: 500, times: 3 }, 'upstream_failed'],
    [{ status: 400 }, 'invalid_request'],
    [{ status: 200, body: { objectId: 5 } }, 'upstream_failed'],
  ])('%j is %s', async (fault, code) => {
    await fails(fault)
    const asked = code === 'invalid_request' ? setTeamsPhoneAssignment : findTeamsPhoneAssignment
    await expect(asked(ada)).rejects.toMatchObject({ code })
  })

  it('refuses this server’s key, which the log says', async () => {
    const error = vi.spyOn(log(), 'error')
    await fails({ status: 401 })
    await expect(removeTeamsPhoneAssignment(ada)).rejects.toMatchObject({ code: 'upstream_failed' })
    expect(error.mock.calls.map(([, text]) => text)).toEqual([
      expect.stringContaining('check ACS_CONNECTION_STRING'),
    ])
  })
})
