import { CLIENT_APP_ID } from '../core/config/samples'
import { sendSigned } from './communication'
import type { TestEmulator } from './emulator'
import { CONTOSO, passwordTokens, sampleUser } from './entra'

export const CLIENTS_SCOPE = 'https://communication.azure.com/clients'
export const PREVIEW = 'api-version=2025-03-02-preview'

/** The path of an Entra user's assignment. */
export function entraAssignmentPath(objectId: string, version = PREVIEW): string {
  return `/access/entra/assignments/${objectId}?${version}`
}

/** Lets a sample user use a resource through the client app; fields replace or add to the assignment. */
export function assignEntraUser(
  emulator: TestEmulator,
  name: string,
  fields: Record<string, unknown> = {},
  resource = 0,
): Promise<Response> {
  const usual = { tenantId: CONTOSO, principalType: 'user', clientIds: [CLIENT_APP_ID] }
  const path = entraAssignmentPath(sampleUser(name).objectId)
  return sendSigned(emulator, path, { method: 'PUT', body: { ...usual, ...fields }, resource })
}

/** Exchanges a sample user's token, got through the client app, as communication-common does. */
export async function exchangeEntraToken(
  emulator: TestEmulator,
  { name = 'ada', scope = `${CLIENTS_SCOPE}/VoIP`, version = PREVIEW } = {},
): Promise<Response> {
  const { access_token } = await passwordTokens(emulator, name, scope)
  return emulator.fetch(`/access/entra/:exchangeAccessToken?${version}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${access_token}`,
      'content-type': 'application/json',
      accept: 'application/json',
    },
    body: '{}',
  })
}
