import { expect, test } from 'vitest'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import { callGraph } from '../testing/graph'

const emulator = await startTestEmulator()
const scope = 'User.ReadBasic.All'

async function find(filter: string) {
  const query = new URLSearchParams({ $filter: filter, $select: 'id,displayName' })
  const response = await callGraph(emulator, `/users?${query}`, { scope })
  return { status: response.status, body: await bodyOf(response) }
}

test('somebody is found by mail or user principal name, whatever the case', async () => {
  const grace = { id: 'b0000000-0000-4000-8000-000000000002', displayName: 'Grace Hopper' }
  for (const filter of [
    "mail eq 'Grace@contoso.example'",
    "userPrincipalName eq 'grace@CONTOSO.example'",
    "userPrincipalName eq 'nobody@contoso.example' or mail eq 'grace@contoso.example'",
  ]) {
    expect(await find(filter)).toEqual({
      status: 200,
      body: {
        '@odata.context': `${emulator.url}/v1.0/$metadata#users(id,displayName)`,
        value: [grace],
      },
    })
  }
})

test('nobody, and who is of another tenant, is an empty list', async () => {
  for (const filter of ["mail eq 'o''nobody@contoso.example'", "mail eq 'hedy@fabrikam.example'"]) {
    expect((await find(filter)).body).toMatchObject({ value: [] })
  }
})

test('without a filter it lists the whole tenant', async () => {
  const response = await callGraph(emulator, '/users', { scope })
  const { value } = await bodyOf<{ value: { displayName: string }[] }>(response)
  const names = value.map(({ displayName }) => displayName)
  expect(names).toContain('Barbara Liskov')
  expect(names).not.toContain('Hedy Lamarr')
})

test.each(["startswith(mail,'g')", "mail eq 'a", "mail ne 'a'", "mail eq 'a' and mail eq 'b'", ''])(
  'the filter %j is rejected',
  async (filter) => {
    expect(await find(filter)).toMatchObject({
      status: 400,
      body: { error: { code: 'Request_UnsupportedQuery' } },
    })
  },
)

test('without a scope for all users it is 403', async () => {
  expect((await callGraph(emulator, '/users', { scope: 'User.Read' })).status).toBe(403)
})

interface Page {
  '@odata.nextLink'?: string
  value: { id: string; displayName: string }[]
}

async function pagesFrom(path: string): Promise<Page[]> {
  const page = await bodyOf<Page>(await callGraph(emulator, path, { scope }))
  const next = page['@odata.nextLink']?.replace(`${emulator.url}/v1.0`, '')
  return next === undefined ? [page] : [page, ...(await pagesFrom(next))]
}

test('pages follow one another by their links, with the options of the first', async () => {
  const pages = await pagesFrom('/users?$top=3&$select=displayName')
  expect(pages.map(({ value }) => value.length)).toEqual([3, 3, 3, 1])
  const names = pages.flatMap(({ value }) => value.map(({ displayName }) => displayName))
  expect(new Set(names).size).toBe(10)
  expect(pages.flatMap(({ value }) => value).every((each) => !('id' in each))).toBe(true)
  expect(pages[0]?.['@odata.nextLink']).toContain('/users?$top=3&$select=displayName&$skiptoken=')
})

test('a list that fits has no next link', async () => {
  for (const path of ['/users', '/users?$top=10', '/users?$top=999']) {
    expect(await pagesFrom(path)).toHaveLength(1)
  }
})

test.each(['$top=0', '$top=1000', '$top=some', '$skiptoken=none', '$skip=2'])(
  'a page by %s is rejected',
  async (query) => {
    const response = await callGraph(emulator, `/users?${query}`, { scope })
    expect(response.status).toBe(400)
  },
)
