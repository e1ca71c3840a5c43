import { expect, test } from 'vitest'
import { createIdentity, errorOf, identityPath, sendSigned } from '../../testing/communication'
import { bodyOf, startTestEmulator } from '../../testing/emulator'

const emulator = await startTestEmulator()

function remove(id: string, resource = 0): Promise<Response> {
  return sendSigned(emulator, identityPath(id), { method: 'DELETE', resource })
}

test('a deleted identity stays listed as deleted, and a second deletion doesn’t find it', async () => {
  const id = await createIdentity(emulator)
  expect((await remove(id)).status).toBe(204)
  expect(await bodyOf(await emulator.fetch('/_emulator/state'))).toMatchObject({
    identities: [{ id, deleted: true }],
  })
  expect((await errorOf(await remove(id)))[1]).toBe('IdentityNotOwned')
})

test('another resource’s identity is not owned', async () => {
  const id = await createIdentity(emulator, 1)
  expect((await errorOf(await remove(id)))[1]).toBe('IdentityNotOwned')
  expect((await remove(id, 1)).status).toBe(204)
})
