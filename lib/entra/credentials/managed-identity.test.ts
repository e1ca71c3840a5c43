import { expect, it, vi } from 'vitest'
import { keylessEntra } from '@/tests/support/server/keyless-entra'

const entra = await keylessEntra()
const { emulator, identities } = entra

// As on a virtual machine, in place of http://169.254.169.254.
vi.stubEnv('AZURE_POD_IDENTITY_AUTHORITY_HOST', emulator.url)

it('a machine’s identity service that doesn’t respond is 503 in time, and works again', async () => {
  const started = await entra.startWith('managed-identity', {
    AZURE_CLIENT_ID: identities.trusted,
    IDENTITY_HEADER: '',
  })
  const error = vi.spyOn(started.log, 'error')
  const ask = async () =>
    started.requestOnBehalfOf(emulator.config.tenantId, await emulator.apiToken('ada'))
  await emulator.fault({ operation: 'entra.managedIdentity', delayMs: 4_000, times: 1 })
  const askedAt = performance.now()
  await expect(ask()).rejects.toMatchObject({ code: 'upstream_unavailable' })
  expect(performance.now() - askedAt).toBeLessThan(3_900)
  expect(error.mock.calls.map(([, text]) => text)).toEqual([
    expect.stringMatching(/check that this server has the managed identity of AZURE_CLIENT_ID/),
  ])
  // The late response is of use to the next who asks.
  await vi.waitFor(ask, { timeout: 5_000 })
})
