import 'server-only'
import { Problem } from '@/lib/errors/problem'
import { configuredDirectory } from './directories/configured-directory'
import type { Directory } from './directories/directory'

/** Whether the configured directory's people have Microsoft accounts: a profile in Graph, and Teams. */
export function hasMicrosoftAccounts(): boolean {
  return configuredDirectory().requestGraphToken !== undefined
}

/**
 * How the configured directory gets a token for Microsoft Graph. Throws `microsoft_account_required` where
 * its people have no Microsoft accounts.
 */
export function requireMicrosoftAccounts(): NonNullable<Directory['requestGraphToken']> {
  const { requestGraphToken } = configuredDirectory()
  if (!requestGraphToken) throw new Problem('microsoft_account_required')
  return requestGraphToken
}
