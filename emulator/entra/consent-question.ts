import type { Store } from '../store'
import { giveConsent, mayConsent, missingConsent, type Parties, resolveNames } from './consent'
import type { Resource } from './resources'
import type { ScopeRequest } from './scopes'

/** The scopes a user is to be asked about, by resource. */
export interface ConsentQuestion {
  items: { resource: Resource; names: string[] }[]
  /** The user may not answer it: an administrator must. */
  needsAdministrator: boolean
}

/** What the user must be asked, if anything; `again` asks about what was granted before, too. */
export function findConsentQuestion(
  { targets }: ScopeRequest,
  parties: Parties,
  again: boolean,
  store: Store,
): ConsentQuestion | undefined {
  const namesToAsk = again ? resolveNames : missingConsent
  const items = targets
    .map((target) => ({ resource: target.resource, names: namesToAsk(target, parties, store) }))
    .filter(({ names }) => names.length > 0)
  if (items.length === 0) return undefined
  const needsAdministrator = items.some(({ resource, names }) =>
    names.some((name) => !mayConsent(parties.user, resource, name)),
  )
  return { items, needsAdministrator }
}

export function acceptConsent({ items }: ConsentQuestion, parties: Parties, store: Store): void {
  for (const { resource, names } of items) giveConsent(resource, names, parties, store)
}
