import { isDeepStrictEqual } from 'node:util'
import type { Registration } from '../../core/config/registration'
import type { Emulator } from '../../core/emulator'
import { badRequest } from './collection'
import type { ApplicationFields } from './read-application'
import { registrationsOf } from './registrations'

interface Permission {
  id: string
  value: string | null
  isEnabled: boolean
}

/** Throws 400 where an application would contradict itself, what it was before, or its tenant. */
export function requireRules(
  next: ApplicationFields & Pick<Registration, 'appId'>,
  before: Registration | undefined,
  tenantId: string,
  emulator: Emulator,
): void {
  requireUnique([...next.api.oauth2PermissionScopes, ...next.appRoles])
  requireDisabled(next.api.oauth2PermissionScopes, before?.api.oauth2PermissionScopes ?? [])
  requireDisabled(next.appRoles, before?.appRoles ?? [])
  requireKnownScopes(next, before)
  requireOwnUris(next, before, tenantId, emulator)
}

function requireUnique(permissions: readonly Permission[]): void {
  const ids = permissions.map(({ id }) => id)
  if (new Set(ids).size < ids.length) {
    throw badRequest('It contains duplicate value. Please Provide unique value.', 'DuplicateValue')
  }
}

// Source: https://github.com/microsoftgraph/msgraph-sdk-dotnet/issues/1888
function requireDisabled(next: readonly Permission[], before: readonly Permission[]): void {
  for (const permission of before.filter(({ isEnabled }) => isEnabled)) {
    const kept = next.find(({ id }) => id === permission.id)
    if (kept && isDeepStrictEqual({ ...kept, isEnabled: true }, permission)) continue
    throw badRequest(
      'Permission (scope or role) cannot be deleted or updated unless disabled first.',
      'CannotDeleteOrUpdateEnabledEntitlement',
    )
  }
}

// Scopes of the same request don't count yet: https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/1395
function requireKnownScopes(next: ApplicationFields, before: Registration | undefined): void {
  const known = before?.api.oauth2PermissionScopes.map(({ id }) => id) ?? []
  const wanted = next.api.preAuthorizedApplications.flatMap((app) => app.delegatedPermissionIds)
  if (wanted.every((id) => known.includes(id))) return
  throw badRequest(
    'Property api.preAuthorizedApplications.delegatedPermissionIds has a Permission Id that cannot be found in the AppPermissions sets.',
    'InvalidValue',
  )
}

// Source: https://learn.microsoft.com/entra/identity-platform/identifier-uri-restrictions
function requireOwnUris(
  { appId, identifierUris }: ApplicationFields & Pick<Registration, 'appId'>,
  before: Registration | undefined,
  tenantId: string,
  emulator: Emulator,
): void {
  const domain = emulator.config.tenants.find(({ id }) => id === tenantId)?.domain ?? ''
  const others = registrationsOf(tenantId, emulator).filter((other) => other.appId !== appId)
  for (const uri of identifierUris) {
    if (before?.identifierUris.includes(uri)) continue
    const { protocol, hostname, pathname } = new URL(uri)
    const named = [hostname, ...pathname.split('/')]
    const isOwn =
      protocol === 'api:'
        ? named.includes(appId) || named.includes(tenantId)
        : hostname === domain || hostname.endsWith(`.${domain}`)
    if (!isOwn) {
      throw badRequest(
        `Values of identifierUris property must use a verified domain of the organization or its subdomain: '${uri}'`,
        'HostNameNotOnVerifiedDomain',
      )
    }
    if (others.some((other) => other.identifierUris.includes(uri))) {
      throw badRequest(
        'Another object with the same value for property identifierUris already exists.',
      )
    }
  }
}
