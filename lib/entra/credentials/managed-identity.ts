import 'server-only'
import { createTokenSource } from '@/lib/azure/token-source'
import type { EntraCredential } from '@/lib/env/entra-credential'
import { AssertionUnavailable } from './assertion-unavailable'

type Identity = Extract<EntraCredential, { kind: 'managed-identity' }>

/**
 * Where to get a managed identity's token, which stands for the app that trusts the identity. Throws
 * AssertionUnavailable.
 * Source: https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity
 */
export function managedIdentityAssertions({ clientId, audience }: Identity) {
  const tokenFor = createTokenSource(() => createCredential(clientId))
  const identity = clientId ? 'the managed identity of AZURE_CLIENT_ID' : 'a managed identity'
  return () =>
    tokenFor(`${audience}/.default`).catch((error: unknown) => {
      throw new AssertionUnavailable(`that this server has ${identity}`, error)
    })
}

// Loaded as needed.
async function createCredential(clientId: string | undefined) {
  const { ManagedIdentityCredential } = await import('@azure/identity')
  return clientId ? new ManagedIdentityCredential({ clientId }) : new ManagedIdentityCredential()
}
