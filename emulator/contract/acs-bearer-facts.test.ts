import { expect, test } from 'vitest'
import { errorOf, VERSION } from '../testing/communication'
import { startTestEmulator } from '../testing/emulator'
import { CONTOSO, FABRIKAM, requestToken, server } from '../testing/entra'
import { writeSeed } from '../testing/seed'

const emulator = await startTestEmulator()

// https://github.com/Azure/azure-sdk-for-js/issues/22312
test('Bearer on ACS: tenant and Azure role are checked, otherwise Denied', async () => {
  const resource = emulator.config.resources[0]
  const roleless = await startTestEmulator({
    seedFile: await writeSeed({ resources: [{ ...resource, roleAssignments: [] }] }),
  })
  const scope = 'https://communication.azure.com//.default'
  const fields = { grant_type: 'client_credentials', ...server, scope }
  const outcome = async (on: typeof emulator, tenant: string) => {
    const { body } = await requestToken(on, fields, { tenant })
    const headers = { authorization: `Bearer ${body.access_token}` }
    const response = await on.fetch(`/identities?${VERSION}`, { method: 'POST', headers })
    return response.status === 201 ? 201 : (await errorOf(response)).slice(0, 2)
  }
  expect(await outcome(emulator, CONTOSO)).toBe(201)
  expect(await outcome(emulator, FABRIKAM)).toEqual([401, 'Denied'])
  expect(await outcome(roleless, CONTOSO)).toEqual([401, 'Denied'])
})
