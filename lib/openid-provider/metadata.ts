import 'server-only'
import * as z from 'zod'
import { env } from '@/lib/env'
import { isLoopbackHost } from '@/lib/env/endpoints'
import { log } from '@/lib/observability/log'
import { keepFresh } from '@/lib/openid/kept-fresh'
import { toRefusal } from '@/lib/upstream/to-refusal'
import { callProvider } from './call-provider'

// In local mode everything is on this machine, and otherwise nothing goes without TLS.
const endpoint = z.url({ protocol: /^https?$/ }).refine((address) => {
  const { protocol, hostname } = new URL(address)
  return env().emulatorUrl === undefined ? protocol === 'https:' : isLoopbackHost(hostname)
})

// OpenID Connect Discovery 1.0, section 3; RFC 9207, section 3.
const providerMetadata = z.object({
  issuer: z.string(),
  authorization_endpoint: endpoint,
  token_endpoint: endpoint,
  jwks_uri: endpoint,
  userinfo_endpoint: endpoint.optional(),
  end_session_endpoint: endpoint.optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).default(['client_secret_basic']),
  authorization_response_iss_parameter_supported: z.boolean().default(false),
})

/** The provider's metadata, as far as they are used. */
export type ProviderMetadata = z.output<typeof providerMetadata>

const kept = keepFresh('The metadata of the OpenID provider', () =>
  // Kept for all: it is not for one request's client to end.
  callProvider('discover', discover, { outlivesRequest: true, toProblem: toRefusal }),
)

/** The provider's metadata, fetched once and again every hour. Throws a SignInRefusal or a Problem. */
export const findMetadata = kept.get

async function discover(signal: AbortSignal): Promise<ProviderMetadata> {
  const { issuer, discoveryUrl } = env().openidProvider
  const response = await fetch(discoveryUrl, { signal, redirect: 'error' })
  if (!response.ok) throw new Error(`The OpenID provider responded with ${response.status}.`)
  const metadata = providerMetadata.parse(await response.json())
  if (metadata.issuer !== issuer) throw otherIssuer(metadata.issuer)
  return metadata
}

// Section 4.3. The log says which it is, as it is most often a slash.
function otherIssuer(issuer: string): Error {
  const message = 'OIDC_ISSUER is not the issuer that the provider’s metadata names'
  log().error({ issuer: issuer.slice(0, 200) }, message)
  return Object.assign(new Error(message), { code: 'OIDC_ISSUER_MISMATCH' })
}
