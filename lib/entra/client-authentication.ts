import 'server-only'
import { type ClientAuth, ClientSecretPost } from 'openid-client'
import { env } from '@/lib/env'
import { certificateAssertion } from './credentials/certificate'
import { managedIdentityAssertions } from './credentials/managed-identity'
import { tokenFileAssertion } from './credentials/token-file'
import { vercelAssertion } from './credentials/vercel'

type Assertion = (clientId: string, tokenEndpoint?: string) => string | Promise<string>

let current: ClientAuth | undefined

/**
 * How the server app shows Entra who it is, as it is configured; made once. Requests fail with
 * AssertionUnavailable where there is nothing to show.
 */
export function clientAuthentication(): ClientAuth {
  return (current ??= createAuthentication())
}

function createAuthentication(): ClientAuth {
  const { credential } = env().entra
  switch (credential.kind) {
    case 'secret':
      return ClientSecretPost(credential.secret)
    case 'certificate':
      return byAssertion((...about) => certificateAssertion(credential, ...about))
    case 'managed-identity':
      return byAssertion(managedIdentityAssertions(credential))
    case 'federated-token-file':
      return byAssertion(() => tokenFileAssertion(credential.file))
    case 'vercel':
      return byAssertion(() => vercelAssertion(credential.token))
  }
}

// RFC 7523, 2.2.
function byAssertion(assertion: Assertion): ClientAuth {
  // The type says that it returns nothing; openid-client waits for its own, which sign, and for this.
  // eslint-disable-next-line @typescript-eslint/no-misused-promises
  return async ({ token_endpoint: endpoint }, { client_id: clientId }, body) => {
    body.set('client_id', clientId)
    body.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer')
    body.set('client_assertion', await assertion(clientId, endpoint))
  }
}

const WHAT_TO_CHECK = {
  secret: 'AZURE_AD_CLIENT_SECRET',
  certificate: 'that the certificate in AZURE_AD_CLIENT_CERTIFICATE is registered',
  'managed-identity':
    'the app registration’s federated credential for the managed identity (AZURE_CLIENT_ID)',
  'federated-token-file':
    'the app registration’s federated credential for the token in AZURE_FEDERATED_TOKEN_FILE',
  vercel: 'the app registration’s federated credential for Vercel’s token',
}

/** What to check where Entra refused what it was shown. */
export function whatToCheck(): string {
  return `AZURE_AD_CLIENT_ID, and ${WHAT_TO_CHECK[env().entra.credential.kind]}`
}
