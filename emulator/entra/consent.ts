import type { App, User } from '../config'
import type { Store } from '../store'
import type { Resource } from './resources'
import { DEFAULT_SCOPE, fullName, isSignInScope, type Target } from './scopes'

/** Who asks whom. Consent is remembered per client, user and scope. */
export interface Parties {
  app: App
  user: User
}

/**
 * The names of scopes a target stands for: `.default` is everything consented to so far, or, when
 * that is nothing, all that the user may be asked for.
 */
export function resolveNames(target: Target, parties: Parties, store: Store): string[] {
  if (!target.names.includes(DEFAULT_SCOPE)) return target.names
  const names = Object.keys(target.resource.scopes)
  const consented = names.filter((name) => isConsented(target.resource, name, parties, store))
  return consented.length ? consented : names.filter((name) => !isAdminOnly(target.resource, name))
}

/** The names in a target that nobody has consented to yet. */
export function missingConsent(target: Target, parties: Parties, store: Store): string[] {
  return resolveNames(target, parties, store).filter(
    (name) => !isConsented(target.resource, name, parties, store),
  )
}

export function giveConsent(
  resource: Resource,
  names: readonly string[],
  parties: Parties,
  store: Store,
): void {
  for (const name of names) store.consents.add(entry(fullName(resource, name), parties))
}

/** Whether the user may consent to a scope, or must ask an administrator. */
export function mayConsent(user: User, resource: Resource, name: string): boolean {
  if (user.roles.includes('Global Administrator')) return true
  return user.mayConsent && !isAdminOnly(resource, name)
}

function isConsented(resource: Resource, name: string, parties: Parties, store: Store): boolean {
  if (isSignInScope(name)) return true
  const scope = fullName(resource, name)
  return parties.app.consentedScopes.includes(scope) || store.consents.has(entry(scope, parties))
}

function isAdminOnly(resource: Resource, name: string): boolean {
  return resource.scopes[name]?.adminOnly === true
}

function entry(scope: string, { app, user }: Parties): string {
  return `${user.objectId} ${app.clientId} ${scope}`
}
