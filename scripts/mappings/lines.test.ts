import { expect, it } from 'vitest'
import { readLine } from './lines'

const TENANT = 'c0000000-0000-4000-8000-000000000001'
const PERSON = 'b0000000-0000-4000-8000-000000000001'
const NAME = 'com.contoso.identityMapping'
const read = (value: unknown, tenant: string | undefined = TENANT) =>
  readLine(typeof value === 'string' ? value : JSON.stringify(value), tenant, NAME)

const user = {
  id: PERSON.toUpperCase(),
  displayName: 'Ada',
  extensions: [
    { '@odata.type': '#microsoft.graph.openTypeExtension', id: 'com.acme.theme', theme: 'dark' },
    { id: NAME, extensionName: NAME, acsUserIdentity: '8:acs:ada' },
  ],
}
const found = { directory: TENANT, subject: PERSON, acsUserId: '8:acs:ada' }

it('a mapping is read as it was exported', () => {
  const line = { directory: 'https://id.example', subject: 'ada', acsUserIdentity: '8:acs:ada' }
  const { acsUserIdentity: acsUserId, ...owner } = line
  expect(read(line)).toEqual([{ ...owner, acsUserId }])
})

it('a user is read as Graph lists them, and so is a page of users', () => {
  expect(read(user)).toEqual([found])
  expect(read({ value: [user, { id: PERSON }] })).toEqual([found])
})

it('a user without that extension has no mapping', () => {
  expect(read({ id: PERSON })).toEqual([])
  expect(read({ id: PERSON, extensions: [{ id: 'other', acsUserIdentity: '8:acs:a' }] })).toEqual(
    [],
  )
})

it('a user is of a tenant that somebody has to name', () => {
  expect(readLine(JSON.stringify(user), undefined, NAME)).toBeNull()
})

it.each([
  '',
  'nonsense',
  '12',
  'null',
  '{}',
  '[]',
  '{"id":"ada"}',
  '{"directory":"","subject":""}',
])('%j is not understood', (line) => {
  expect(read(line)).toBeNull()
})
