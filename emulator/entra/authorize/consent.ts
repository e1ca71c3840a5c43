import type { App, User } from '../../core/config/config'
import { isAdministrator } from '../../core/config/config'
import { consentKey } from '../../core/store/consents'
import type { Store } from '../../core/store/store'
import { EntraError } from '../errors'
import type { Resource } from '../tokens/resources'
import { DEFAULT_SCOPE, fullName, isSignInScope, type Target } from '../tokens/scopes'

/** Who asks whom. Consent is remembered per client, user and scope. */
export interface Parties {
  app: App
  user: User
}

/**
 * The names of scopes a target stands for: `.default` is everything consented to so far, or, when
 * that is nothing, all that the app's registration asks for. Throws AADSTS650056 when that is nothing, too.
 */
export function resolveNames(target: Target, parties: Parties, store: Store): string[] {
  const { resource, names } = target
  if (!names.includes(DEFAULT_SCOPE)) return names
  const consented = consentedNames(resource, parties, store)
  const resolved = consented.length > 0 ? consented : requestedNames(resource, parties.app)
  if (resolved.length === 0) throw new EntraError(650056, resource.uri)
  return [...names.filter(isSignInScope), ...resolved]
}

/**
 * The names of scopes a token carries: those asked for, and all of the resource that were consented to
 * before. Throws like resolveNames.
 * Source: https://github.com/AzureAD/microsoft-authentication-library-for-dotnet/issues/1713
 */
export function effectiveNames(target: Target, parties: Parties, store: Store): string[] {
  const asked = resolveNames(target, parties, store)
  return [...new Set([...asked, ...consentedNames(target.resource, parties, store)])]
}

function consentedNames(resource: Resource, parties: Parties, store: Store): string[] {
  return Object.keys(resource.scopes).filter(
    (name) => !isSignInScope(name) && isConsented(resource, name, parties, store),
  )
}

function requestedNames(resource: Resource, { requestedScopes }: App): string[] {
  return Object.keys(resource.scopes).filter((name) =>
    requestedScopes.includes(fullName(resource, name)),
  )
}

/** The names in a target that nobody has consented to yet. Throws like resolveNames. */
export function missingConsent(target: Target, parties: Parties, store: Store): string[] {
  return resolveNames(target, parties, store).filter(
    (name) => !isConsented(target.resource, name, parties, store),
  )
}

/** Remembers the consent of a user (by object id), or of an administrator for a tenant (by its id). */
export function giveConsent(
  resource: Resource,
  names: readonly string[],
  { clientId }: App,
  principalId: string,
  store: Store,
): void {
  for (const name of names)
    store.consents.add(consentKey(principalId, clientId, fullName(resource, name)))
}

/** Whether the user may consent to a scope, or must ask an administrator. */
export function mayConsent(user: User, resource: Resource, name: string): boolean {
  if (isAdministrator(user)) return true
  return user.mayConsent && resource.scopes[name]?.adminOnly !== true
}

function isConsented(
  resource: Resource,
  name: string,
  { app, user }: Parties,
  { consents }: Store,
): boolean {
  if (isSignInScope(name)) return true
  const scope = fullName(resource, name)
  return (
    app.consentedScopes.includes(scope) ||
    isPreAuthorized(resource, name, app) ||
    consents.has(consentKey(user.objectId, app.clientId, scope)) ||
    consents.has(consentKey(user.tenantId, app.clientId, scope))
  )
}

function isPreAuthorized(
  { preAuthorizedApps }: Resource,
  name: string,
  { clientId }: App,
): boolean {
  return preAuthorizedApps.some((app) => app.clientId === clientId && app.scopes.includes(name))
}

/** Every consent given, role grants too: by whom, to which app, to what. */
export function listConsents({ consents }: Store) {
  return [...consents].map((text) => {
    const [principalId = '', clientId = '', ...permission] = text.split(' ')
    return { principalId, clientId, permission: permission.join(' ') }
  })
}
