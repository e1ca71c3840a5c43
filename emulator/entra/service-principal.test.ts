import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startTestEmulator } from '../testing/emulator'
import { FABRIKAM, handedBack, press, spaRequest, TEAMS_SCOPE } from '../testing/entra'

test('a tenant without the ACS service principal is AADSTS650052', async () => {
  const seedFile = join(await mkdtemp(join(tmpdir(), 'emulator-')), 'seed.json')
  const tenant = {
    id: FABRIKAM,
    displayName: 'Fabrikam',
    domain: 'fabrikam.example',
    hasCommunicationServices: false,
  }
  await writeFile(seedFile, JSON.stringify({ tenants: [tenant] }))
  const emulator = await startTestEmulator({ seedFile })
  const response = await press(
    emulator,
    spaRequest({ scope: TEAMS_SCOPE }),
    { emulator_account: 'hedy@fabrikam.example' },
    FABRIKAM,
  )
  expect(handedBack(response).error_description).toMatch(/^AADSTS650052: .*1fd5118e-2576-4263/)
})
