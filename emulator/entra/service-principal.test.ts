import { expect, test } from 'vitest'
import { startTestEmulator } from '../testing/emulator'
import { FABRIKAM, handedBack, press, spaRequest, TEAMS_SCOPE } from '../testing/entra'
import { writeSeed } from '../testing/seed'

test('a tenant without the ACS service principal is AADSTS650052', async () => {
  const tenant = {
    id: FABRIKAM,
    displayName: 'Fabrikam',
    domain: 'fabrikam.example',
    hasCommunicationServices: false,
  }
  const emulator = await startTestEmulator({ seedFile: await writeSeed({ tenants: [tenant] }) })
  const response = await press(
    emulator,
    spaRequest({ scope: TEAMS_SCOPE }),
    { emulator_account: 'hedy@fabrikam.example' },
    FABRIKAM,
  )
  expect(handedBack(response).error_description).toMatch(/^AADSTS650052: .*1fd5118e-2576-4263/)
})
