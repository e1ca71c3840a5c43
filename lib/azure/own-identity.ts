import 'server-only'
import type { TokenCredential } from '@azure/identity'
import { createTokenSource } from './token-source'

let current: Promise<TokenCredential> | undefined

/**
 * This server's own identity in Azure: a managed identity, or a workload identity on Kubernetes; on the
 * machine of a developer who has signed in to the Azure CLI, theirs. Made once.
 */
export function ownCredential(): Promise<TokenCredential> {
  return (current ??= createCredential())
}

/** A token of that identity for a scope, as createTokenSource says. */
export const ownToken = createTokenSource(ownCredential)

// Loaded as needed: who opens everything by keys and passwords needs none of it.
async function createCredential(): Promise<TokenCredential> {
  const { DefaultAzureCredential } = await import('@azure/identity')
  return new DefaultAzureCredential()
}
