import { isAdministrator } from '../../core/config/config'
import type { Store } from '../../core/store/store'
import { giveConsent, mayConsent, missingConsent, type Parties, resolveNames } from './consent'
import type { Resource } from '../tokens/resources'
import type { ScopeRequest } from '../tokens/scopes'

/** Names of permissions, by the resource they are for. */
export type PermissionList = { resource: Resource; names: string[] }[]

/** The scopes a user is to be asked about. */
export interface ConsentQuestion {
  scopes: PermissionList
  /** The user may not decide: an administrator must. */
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
  const scopes = targets
    .map((target) => ({ resource: target.resource, names: namesToAsk(target, parties, store) }))
    .filter(({ names }) => names.length > 0)
  if (scopes.length === 0) return undefined
  const needsAdministrator = scopes.some(({ resource, names }) =>
    names.some((name) => !mayConsent(parties.user, resource, name)),
  )
  return { scopes, needsAdministrator }
}

/** Remembers the consent: for the user, or for everyone in the tenant if an administrator says so. */
export function acceptConsent(
  { scopes }: ConsentQuestion,
  { app, user }: Parties,
  forOrganization: boolean,
  store: Store,
): void {
  const principalId = forOrganization && isAdministrator(user) ? user.tenantId : user.objectId
  for (const { resource, names } of scopes) giveConsent(resource, names, app, principalId, store)
}
