import { expect, test } from 'vitest'
import { createIdentity, errorOf, identityPath, sendSigned } from '../../testing/communication'
import { startTestEmulator } from '../../testing/emulator'

const emulator = await startTestEmulator()

test('it returns 204, again and again', async () => {
  const path = identityPath(await createIdentity(emulator), '/:revokeAccessTokens')
  expect((await sendSigned(emulator, path)).status).toBe(204)
  expect((await sendSigned(emulator, path)).status).toBe(204)
})

test('another resource’s identity is not owned', async () => {
  const path = identityPath(await createIdentity(emulator, 1), '/:revokeAccessTokens')
  expect((await errorOf(await sendSigned(emulator, path))).slice(0, 2)).toEqual([
    401,
    'IdentityNotOwned',
  ])
})
