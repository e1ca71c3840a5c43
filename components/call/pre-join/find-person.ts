import type { EntraRefusal } from '@/components/entra/explain-entra-error'
import type { Person } from '@/lib/call/destination/recognize-destination'
import type { MsalSettings } from '@/lib/contract/msal-settings'
import { type EntraWay, getEntraToken } from '@/components/entra/get-entra-token'

/** The outcome of looking somebody up. */
export type FindOutcome =
  | { kind: 'found'; person: Person }
  | { kind: 'not-found' }
  | { kind: 'failed' }
  | { kind: 'refused'; refusal: EntraRefusal }

/**
 * Looks up an email address in Microsoft Graph, as the person, within their organization.
 * Source: https://learn.microsoft.com/graph/api/user-list
 */
export async function findPerson(
  address: string,
  settings: MsalSettings,
  way: EntraWay,
): Promise<FindOutcome> {
  const entra = await getEntraToken(settings, 'people', way)
  if (!entra.ok) return { kind: 'refused', refusal: entra.refusal }
  try {
    const found = await askGraph(address, settings.graphEndpoint, entra.token)
    if (!found) return { kind: 'not-found' }
    return {
      kind: 'found',
      person: { address, objectId: found.id, name: found.displayName ?? address },
    }
  } catch {
    return { kind: 'failed' }
  }
}

async function askGraph(address: string, endpoint: string, token: string) {
  const value = `'${address.replaceAll("'", "''")}'`
  const query = new URLSearchParams({
    $filter: `mail eq ${value} or userPrincipalName eq ${value}`,
    $select: 'id,displayName',
  })
  const response = await fetch(`${endpoint}/v1.0/users?${query}`, {
    headers: { authorization: `Bearer ${token}` },
  })
  if (!response.ok) throw new Error(`Microsoft Graph responded with ${response.status}.`)
  const { value: users } = (await response.json()) as {
    value: { id: string; displayName: string | null }[]
  }
  return users[0]
}
