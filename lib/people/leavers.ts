import 'server-only'
import { withAppGraphToken } from '@/lib/auth/with-graph-token'
import { configuredDirectory } from '@/lib/auth/directories/configured-directory'
import { requireMicrosoftAccounts } from '@/lib/auth/microsoft-accounts'
import { findExistingUsers, MOST_IDS } from '@/lib/graph/user-ids'
import { type ListedMapping, listMappings } from '@/lib/identity/store/list-mappings'
import { actOnPerson, type Operator } from './act-on-person'

/** What came of looking for people who are gone from Entra. */
export interface Leavers {
  lookedAt: number
  gone: ListedMapping[]
}

/** So many may be gone of those looked at: more look like a mistake, such as a wrong tenant. */
const MOST_GONE = 0.2

/**
 * The mappings of people whom their tenant doesn't have any more, a thousand asked for at a time. `progress`
 * hears how many were looked at. Throws as findExistingUsers does, and `microsoft_account_required` where
 * people aren't Entra's.
 */
export async function findLeavers(progress: (lookedAt: number) => void): Promise<Leavers> {
  requireMicrosoftAccounts()
  const waiting = new Map<string, ListedMapping[]>(
    configuredDirectory()
      .members()
      .map((tenant) => [tenant, []]),
  )
  const leavers: Leavers = { lookedAt: 0, gone: [] }
  async function look(tenant: string, people: ListedMapping[]) {
    if (people.length === 0) return
    const ids = people.map(({ subject }) => subject)
    const existing = await withAppGraphToken(tenant, (token) => findExistingUsers(token, ids))
    leavers.gone.push(...people.filter(({ subject }) => !existing.has(subject)))
    leavers.lookedAt += people.length
    progress(leavers.lookedAt)
  }
  for await (const mapping of listMappings()) {
    // Of a tenant that may not sign in any more nothing can be asked.
    const people = waiting.get(mapping.directory)
    people?.push(mapping)
    if (people?.length === MOST_IDS) await look(mapping.directory, people.splice(0))
  }
  for (const [tenant, people] of waiting) await look(tenant, people)
  return leavers
}

/** Whether so many are gone that it looks like a mistake. */
export function areTooMany({ lookedAt, gone }: Leavers): boolean {
  return gone.length > 10 && gone.length > lookedAt * MOST_GONE
}

/** Erases those who are gone; what ACS can't do now is done by the server's outbox. */
export async function eraseLeavers(operator: Operator, { gone }: Leavers): Promise<void> {
  for (const person of gone) await actOnPerson(operator, 'erase', person)
}
