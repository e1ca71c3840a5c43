import { IDENTITY_HEADER } from '../entra/managed-identity/app-service'
import type { TestEmulator } from './emulator'

export const ACS_URI = 'https://communication.azure.com'

type Query = Record<string, string>
type Headers = Record<string, string>

/** Asks as a virtual machine does; the query replaces or adds to the usual one. */
export function askImds(
  emulator: TestEmulator,
  query: Query = {},
  headers: Headers = { metadata: 'true' },
): Promise<Response> {
  const all = { 'api-version': '2018-02-01', resource: ACS_URI, ...query }
  const path = `/metadata/identity/oauth2/token?${new URLSearchParams(all)}`
  return emulator.fetch(path, { headers })
}

/** Asks as an app on App Service does. */
export function askAppService(
  emulator: TestEmulator,
  query: Query = {},
  headers: Headers = { 'x-identity-header': IDENTITY_HEADER },
): Promise<Response> {
  const all = { 'api-version': '2019-08-01', resource: ACS_URI, ...query }
  return emulator.fetch(`/MSI/token?${new URLSearchParams(all)}`, { headers })
}
