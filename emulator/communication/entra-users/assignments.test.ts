import { beforeEach, expect, test } from 'vitest'
import { CLIENT_APP_ID } from '../../core/config/samples'
import { errorOf, sendSigned } from '../../testing/communication'
import { bodyOf, startTestEmulator } from '../../testing/emulator'
import { CONTOSO, sampleUser } from '../../testing/entra'
import { entraAssignmentPath, PREVIEW } from '../../testing/entra-users'

const emulator = await startTestEmulator()
const [ada, grace] = [sampleUser('ada').objectId, sampleUser('grace').objectId]
const path = entraAssignmentPath(ada)
const all = `/access/entra/assignments?${PREVIEW}`
const body = { tenantId: CONTOSO, principalType: 'user', clientIds: [CLIENT_APP_ID] }

beforeEach(emulator.reset)

async function list(resource = 0): Promise<unknown> {
  return bodyOf(await sendSigned(emulator, all, { method: 'GET', resource }))
}

test('an assignment is made, replaced, shown and removed', async () => {
  const made = await sendSigned(emulator, path, { method: 'PUT', body })
  expect([made.status, await bodyOf(made)]).toEqual([201, { objectId: ada, ...body }])
  const group = { ...body, principalType: 'group' }
  const replaced = await sendSigned(emulator, path, { method: 'PUT', body: group })
  expect([replaced.status, await bodyOf(replaced)]).toEqual([200, { objectId: ada, ...group }])
  const shown = await sendSigned(emulator, path, { method: 'GET' })
  expect(await bodyOf(shown)).toEqual({ objectId: ada, ...group })
  for (let time = 0; time < 2; time++) {
    expect((await sendSigned(emulator, path, { method: 'DELETE' })).status).toBe(204)
  }
  const gone = await sendSigned(emulator, path, { method: 'GET' })
  expect((await errorOf(gone)).slice(0, 2)).toEqual([404, 'NotFound'])
})

test('many are set and removed at once', async () => {
  await sendSigned(emulator, path, { method: 'PUT', body })
  const update = { [ada]: null, [grace]: body }
  const updated = await sendSigned(emulator, all, { method: 'PATCH', body: update })
  expect(await bodyOf(updated)).toEqual({ value: [{ objectId: grace, ...body }] })
  expect(await list()).toEqual({ value: [{ objectId: grace, ...body }] })
  const removed = await sendSigned(emulator, all, { method: 'PATCH', body: { [grace]: null } })
  expect(removed.status).toBe(204)
  expect(await list()).toEqual({ value: [] })
})

test('they are the resource’s own', async () => {
  await sendSigned(emulator, path, { method: 'PUT', body })
  expect((await sendSigned(emulator, path, { method: 'GET', resource: 1 })).status).toBe(404)
  expect(await list(1)).toEqual({ value: [] })
})

test.each([
  ['another type of principal', { ...body, principalType: 'resourceAccount' }, 'principalType'],
  ['no client ids', { ...body, clientIds: undefined }, 'clientIds'],
  ['a tenant that is no GUID', { ...body, tenantId: 'contoso' }, 'tenantId'],
])('%s is a validation error, and nothing is kept', async (_case, sent, field) => {
  const response = await sendSigned(emulator, path, { method: 'PUT', body: sent })
  const [status, code, , named] = await errorOf(response)
  expect([status, code, named]).toEqual([400, 'ValidationError', field])
  const update = { [grace]: body, [ada]: sent }
  expect((await sendSigned(emulator, all, { method: 'PATCH', body: update })).status).toBe(400)
  expect(await list()).toEqual({ value: [] })
})

test('an object id must be a GUID', async () => {
  const response = await sendSigned(emulator, entraAssignmentPath('ada'), { method: 'PUT', body })
  expect((await errorOf(response)).slice(0, 2)).toEqual([400, 'ValidationError'])
})

test('stable versions have none', async () => {
  for (const method of ['GET', 'PUT', 'DELETE']) {
    const stable = entraAssignmentPath(ada, 'api-version=2025-06-30')
    const response = await sendSigned(emulator, stable, { method })
    expect((await errorOf(response))[1]).toBe('UnsupportedApiVersion')
  }
})

test('they need a key or a role', async () => {
  expect((await emulator.fetch(path)).status).toBe(401)
})
