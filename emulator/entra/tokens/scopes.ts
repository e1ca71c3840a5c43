import type { Config } from '../../core/config/config'
import { EntraError } from '../errors'
import { findResource, graph, type Resource } from './resources'

export const DEFAULT_SCOPE = '.default'

const OPENID_SCOPES = new Set(['openid', 'profile', 'email', 'offline_access'])

/** The scopes a client wants of one resource. */
export interface Target {
  resource: Resource
  /** Without the resource's URI; may hold `.default`. */
  names: string[]
  /** As the client wrote them, but for the case of their names: the token response repeats them. */
  written: string[]
}

export interface ScopeRequest {
  openid: string[]
  /** One per resource, in the order of their first mention. */
  targets: Target[]
}

/** Takes a `scope` parameter apart. Throws AADSTS70011 for a scope, 500011 for a resource nobody knows. */
export function parseScopes(text: string, config: Config): ScopeRequest {
  const request: ScopeRequest = { openid: [], targets: [] }
  for (const written of text.split(/\s+/).filter(Boolean)) {
    if (OPENID_SCOPES.has(written)) {
      request.openid.push(written)
      continue
    }
    const { resource, name: given } = splitPermission(written, config)
    const name = registeredName(given, resource)
    if (name === undefined) throw new EntraError(70011, written)
    const target = targetOf(request, resource)
    target.names.push(name)
    target.written.push(written.slice(0, written.length - given.length) + name)
  }
  requireOneKind(request, text)
  return request
}

// The case of a name doesn't matter: https://github.com/AzureAD/microsoft-authentication-library-for-go/issues/214
function registeredName(given: string, resource: Resource): string | undefined {
  const names = [DEFAULT_SCOPE, ...Object.keys(resource.scopes)]
  return names.find((name) => name.toLowerCase() === given.toLowerCase())
}

// What a registration asks for as a whole doesn't mix with scopes asked for one by one.
function requireOneKind({ targets }: ScopeRequest, text: string): void {
  const names = targets.flatMap((target) => target.names)
  const defaults = names.filter((name) => name === DEFAULT_SCOPE)
  if (defaults.length > 0 && defaults.length < names.length) throw new EntraError(70011, text)
}

function targetOf({ targets }: ScopeRequest, resource: Resource): Target {
  const known = targets.find((target) => target.resource.uri === resource.uri)
  if (known) return known
  const added: Target = { resource, names: [], written: [] }
  targets.push(added)
  return added
}

/**
 * The resource and the name in a scope's or a role's full name; without a resource it is Graph's.
 * Throws AADSTS500011.
 */
export function splitPermission(
  permission: string,
  config: Config,
): { resource: Resource; name: string } {
  // With two slashes before the name, the resource's URI ends in one.
  const slash = permission.lastIndexOf('/')
  const uri = slash === -1 ? graph.uri : permission.slice(0, slash)
  const resource = findResource(uri, config)
  if (!resource) throw new EntraError(500011, uri)
  return { resource, name: permission.slice(slash + 1) }
}

/** The resource a token is for when several were named: the first. Sign-in scopes are Graph's. */
function firstTarget({ openid, targets }: ScopeRequest): Target {
  const first = targets[0] ?? { resource: graph, names: [], written: [] }
  if (first.resource.uri !== graph.uri) return first
  const signIn = openid.filter((name) => name !== 'offline_access')
  return {
    resource: graph,
    names: [...signIn, ...first.names],
    written: [...signIn, ...first.written],
  }
}

/** The resource a token is for. Throws AADSTS28000 when `text`, which `request` was read from, names several. */
export function onlyTarget(request: ScopeRequest, text: string): Target {
  if (request.targets.length > 1) throw new EntraError(28000, text)
  return firstTarget(request)
}

/**
 * What a redemption is for: the one resource its own `scope` names, or else the first that was
 * granted. Throws AADSTS28000.
 */
export function requestedTarget(
  text: string | null,
  granted: ScopeRequest,
  config: Config,
): Target {
  return text ? onlyTarget(parseScopes(text, config), text) : firstTarget(granted)
}

/** Whether a scope does no more than name the user: nobody is asked about that. */
export function isSignInScope(name: string): boolean {
  return OPENID_SCOPES.has(name)
}

/** A scope's full name, by which consent remembers it. */
export function fullName(resource: Resource, name: string): string {
  return `${resource.uri}/${name}`
}
