import { expect, test } from 'vitest'
import { bodyOf, startTestEmulator } from '../../testing/emulator'
import { CONTOSO, FABRIKAM, spa } from '../../testing/entra'
import { callGraph } from '../../testing/graph'

const emulator = await startTestEmulator()
const contoso = {
  id: CONTOSO,
  displayName: 'Contoso',
  verifiedDomains: [{ name: 'contoso.example', isDefault: true }],
}

test('it is the tenant of the token alone', async () => {
  const response = await callGraph(emulator, '/organization', { scope: 'User.Read' })
  expect(await bodyOf(response)).toMatchObject({ value: [contoso] })
  const own = await callGraph(emulator, `/organization/${CONTOSO}`, { scope: 'User.Read' })
  expect(await bodyOf(own)).toMatchObject(contoso)
  const other = await callGraph(emulator, `/organization/${FABRIKAM}`, { scope: 'User.Read' })
  expect(other.status).toBe(404)
})

test('it needs a scope that Microsoft names', async () => {
  const options = { scope: 'User.ReadBasic.All', client: spa }
  expect((await callGraph(emulator, '/organization', options)).status).toBe(403)
})
