import 'server-only'
import { allowInsecureRequests, Configuration } from 'openid-client'
import { env } from '@/lib/env'
import { setAsideIdTokens } from '@/lib/openid/unverified-id-token'
import { clientAuthentication } from './client-authentication'

const TIMEOUT_SECONDS = 5
const clients = new Map<string, Configuration>()

/**
 * The server app as a client of one tenant's token endpoint, made once. Entra's addresses follow from
 * its host and the tenant, so nothing has to be discovered first.
 */
export function entraClient(tenantId: string): Configuration {
  let client = clients.get(tenantId)
  if (!client) clients.set(tenantId, (client = createEntraClient(tenantId)))
  return client
}

function createEntraClient(tenantId: string): Configuration {
  const { authorityHost, clientId } = env().entra
  const authority = `${authorityHost}/${tenantId}`
  const client = new Configuration(
    { issuer: `${authority}/v2.0`, token_endpoint: `${authority}/oauth2/v2.0/token` },
    clientId,
    undefined,
    clientAuthentication(),
  )
  client.timeout = TIMEOUT_SECONDS
  setAsideIdTokens(client)
  // Deprecated to make it stand out: only local mode has an authority without TLS.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  if (authority.startsWith('http:')) allowInsecureRequests(client)
  return client
}
