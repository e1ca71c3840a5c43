import { beforeEach, expect, test } from 'vitest'
import { CLIENT_APP_ID } from '../../core/config/samples'
import { assignmentPath, errorOf, sendSigned } from '../../testing/communication'
import { bodyOf, startTestEmulator } from '../../testing/emulator'
import { CONTOSO, sampleUser } from '../../testing/entra'

const emulator = await startTestEmulator()
const { objectId } = sampleUser('ada')
const path = assignmentPath(CONTOSO, objectId)
const body = { principalType: 'user', clientIds: [CLIENT_APP_ID] }

beforeEach(emulator.reset)

test('an assignment is made, replaced, shown and removed', async () => {
  const made = await sendSigned(emulator, path, { method: 'PUT', body })
  expect([made.status, await bodyOf(made)]).toEqual([201, { objectId, tenantId: CONTOSO, ...body }])
  const account = { principalType: 'resourceAccount' }
  const replaced = await sendSigned(emulator, path, { method: 'PUT', body: account })
  expect([replaced.status, await bodyOf(replaced)]).toEqual([
    200,
    { objectId, tenantId: CONTOSO, ...account },
  ])
  const shown = await sendSigned(emulator, path, { method: 'GET' })
  expect(await bodyOf(shown)).toMatchObject(account)
  for (let time = 0; time < 2; time++) {
    expect((await sendSigned(emulator, path, { method: 'DELETE' })).status).toBe(204)
  }
  const gone = await sendSigned(emulator, path, { method: 'GET' })
  expect((await errorOf(gone)).slice(0, 2)).toEqual([404, 'NotFound'])
})

test('it is the resource’s own', async () => {
  await sendSigned(emulator, path, { method: 'PUT', body })
  const other = await sendSigned(emulator, path, { method: 'GET', resource: 1 })
  expect(other.status).toBe(404)
})

test.each([
  ['another type of principal', path, { principalType: 'group' }, 'principalType'],
  ['no type of principal', path, {}, 'principalType'],
  ['client ids that are no list', path, { ...body, clientIds: 'all' }, 'clientIds'],
  ['a tenant that is no GUID', assignmentPath('contoso', objectId), body, 'tenantId'],
  ['an object that is no GUID', assignmentPath(CONTOSO, 'ada'), body, 'objectId'],
])('%s is a validation error', async (_case, target, sent, field) => {
  const response = await sendSigned(emulator, target, { method: 'PUT', body: sent })
  const [status, code, , named] = await errorOf(response)
  expect([status, code, named]).toEqual([400, 'ValidationError', field])
})

test('versions before 2025-06-30 have none', async () => {
  for (const method of ['GET', 'PUT', 'DELETE']) {
    const old = assignmentPath(CONTOSO, objectId, '2023-10-01')
    const response = await sendSigned(emulator, old, { method })
    expect((await errorOf(response))[1]).toBe('UnsupportedApiVersion')
  }
})
