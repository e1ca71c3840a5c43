import { type App, findApp, isAdministrator } from '../../core/config/config'
import type { Emulator } from '../../core/emulator'
import type { Store } from '../../core/store/store'
import { giveConsent, mayConsent, missingConsent, type Parties, resolveNames } from './consent'
import type { Resource } from '../tokens/resources'
import { DEFAULT_SCOPE, parseScopes, type ScopeRequest, type Target } from '../tokens/scopes'

/** Names of permissions, by the resource they are for. */
export type PermissionList = { resource: Resource; names: string[] }[]

/** What one app would like. */
export interface AskingApp {
  app: App
  scopes: PermissionList
}

/** The scopes a user is to be asked about. */
export interface ConsentQuestion {
  /** The client, and with it the APIs that know it, where consent is combined. */
  apps: AskingApp[]
  /** The user may not decide: an administrator must. */
  needsAdministrator: boolean
}

type Emulated = Pick<Emulator, 'config' | 'store'>

/** What the user must be asked, if anything; `again` asks about what was granted before, too. */
export function findConsentQuestion(
  { targets }: ScopeRequest,
  parties: Parties,
  again: boolean,
  emulator: Emulated,
): ConsentQuestion | undefined {
  const scopes = askedScopes(targets, parties, again, emulator.store)
  if (scopes.length === 0) return undefined
  const asksForAll = targets.some(({ names }) => names.includes(DEFAULT_SCOPE))
  const apps = asksForAll
    ? registeredScopes(parties, again, emulator)
    : [{ app: parties.app, scopes }]
  const needsAdministrator = apps.some(({ scopes: asked }) =>
    asked.some(({ resource, names }) =>
      names.some((name) => !mayConsent(parties.user, resource, name)),
    ),
  )
  return { apps, needsAdministrator }
}

function askedScopes(
  targets: readonly Target[],
  parties: Parties,
  again: boolean,
  store: Store,
): PermissionList {
  const namesToAsk = again ? resolveNames : missingConsent
  return targets
    .map((target) => ({ resource: target.resource, names: namesToAsk(target, parties, store) }))
    .filter(({ names }) => names.length > 0)
}

/**
 * What the registrations ask for: the client's, and those of the APIs among it that list the client in
 * `knownClientApplications`, whichever resource the request names.
 * Source: entra-docs, v2-oauth2-on-behalf-of-flow.md, ".default and combined consent".
 */
function registeredScopes(
  { app: client, user }: Parties,
  again: boolean,
  { config, store }: Emulated,
): AskingApp[] {
  const { targets } = parseScopes(client.requestedScopes.join(' '), config)
  const known = targets
    .filter(({ resource }) => resource.kind === 'api')
    .flatMap(({ resource: { applicationId = '' } }) => findApp(config, applicationId) ?? [])
    .filter(({ knownClientApplications }) => knownClientApplications.includes(client.clientId))
  return [client, ...known]
    .map((app) => {
      const registered = parseScopes(app.requestedScopes.join(' '), config).targets
      return { app, scopes: askedScopes(registered, { app, user }, again, store) }
    })
    .filter(({ scopes }) => scopes.length > 0)
}

/** Remembers the consent: for the user, or for everyone in the tenant if an administrator says so. */
export function acceptConsent(
  { apps }: ConsentQuestion,
  user: Parties['user'],
  forOrganization: boolean,
  store: Store,
): void {
  const principalId = forOrganization && isAdministrator(user) ? user.tenantId : user.objectId
  for (const { app, scopes } of apps) {
    for (const { resource, names } of scopes) giveConsent(resource, names, app, principalId, store)
  }
}
