import { expect, it, vi } from 'vitest'
import { call } from '@/tests/support/server/call-handler'
import { localCloud } from '@/tests/support/server/local-cloud'
import type { Directory } from '@/lib/auth/directories/directory'
import { GET, POST } from './route'

const cloud = localCloud()

/** Takes anybody for Ada, who is right to exchange a Teams token but for the directory she is in. */
const directory = vi.hoisted(() => ({ verifyBearer: vi.fn<Directory['verifyBearer']>() }))
vi.mock('@/lib/auth/directories/configured-directory', () => ({
  configuredDirectory: () => directory,
}))

it('a directory without Microsoft accounts has nobody whose Teams token is exchanged', async () => {
  directory.verifyBearer.mockResolvedValue({
    directory: cloud.emulator.config.tenantId,
    subject: cloud.emulator.user('ada').objectId,
    roles: [],
    proof: { kind: 'bearer', token: 'any' },
  })
  const headers = { 'teams-user-aad-token': await cloud.emulator.teamsToken('ada') }
  const responses = [
    await call(POST, { method: 'POST', bearer: 'any', headers }),
    await call(GET, { bearer: 'any', headers }),
  ]
  expect(responses.map(({ status, body }) => [status, body?.code])).toEqual([
    [403, 'directory_not_supported'],
    [403, 'directory_not_supported'],
  ])
})
