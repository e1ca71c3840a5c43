import type { App } from './config'
import { permissionName } from './permission-names'
import type { PasswordCredential, Registration } from './registration'

/** What Entra makes of a registration; `seeded` is the app of the seed that it has changed. */
export function appOf(registration: Registration, seeded: App | undefined, now: number): App {
  const { api, web, spa, publicClient } = registration
  const scopes = api.oauth2PermissionScopes.filter(({ isEnabled }) => isEnabled)
  const valueOf = (id: string) => scopes.find((scope) => scope.id === id)?.value ?? []
  return {
    clientId: registration.appId,
    displayName: registration.displayName,
    ...secrets(registration.passwordCredentials, now),
    certificates: seeded?.certificates ?? [],
    federatedCredentials: federatedCredentials(registration, seeded),
    redirectUris: {
      web: [...web.redirectUris, ...publicClient.redirectUris],
      spa: spa.redirectUris,
    },
    ...(web.logoutUrl !== null && { frontChannelLogoutUri: web.logoutUrl }),
    exposedScopes: scopes.map(({ value }) => value),
    adminScopes: scopes.filter(({ type }) => type === 'Admin').map(({ value }) => value),
    scopeIds: Object.fromEntries(scopes.map(({ value, id }) => [value, id])),
    appRoles: appRoles(registration, seeded),
    requestedScopes: [],
    requestedRoles: [],
    consentedScopes: seeded?.consentedScopes ?? [],
    consentedRoles: seeded?.consentedRoles ?? [],
    ...(registration.tenantId !== null &&
      registration.signInAudience === 'AzureADMyOrg' && { tenantId: registration.tenantId }),
    identifierUris: registration.identifierUris,
    tokenVersion: api.requestedAccessTokenVersion === 2 ? '2.0' : '1.0',
    knownClientApplications: api.knownClientApplications,
    preAuthorizedApps: api.preAuthorizedApplications.map(({ appId, delegatedPermissionIds }) => ({
      clientId: appId,
      scopes: delegatedPermissionIds.flatMap(valueOf),
    })),
  }
}

/** An app with what its registration asks for: that names other apps, which must be known by then. */
export function withRequests(app: App, registration: Registration, apps: readonly App[]): App {
  const namesOf = (type: 'Scope' | 'Role') =>
    registration.requiredResourceAccess.flatMap(({ resourceAppId, resourceAccess }) =>
      resourceAccess
        .filter((access) => access.type === type)
        .flatMap((access) => permissionName(resourceAppId, access, apps) ?? []),
    )
  return { ...app, requestedScopes: namesOf('Scope'), requestedRoles: namesOf('Role') }
}

// The keys that the seed gives of an issuer are no part of a registration.
function federatedCredentials(
  { federatedIdentityCredentials }: Registration,
  seeded: App | undefined,
): App['federatedCredentials'] {
  return federatedIdentityCredentials.map(({ issuer, subject, audiences: [audience = ''] }) => {
    const { jwks } = seeded?.federatedCredentials.find((each) => each.issuer === issuer) ?? {}
    return { issuer, subject, audience, ...(jwks && { jwks }) }
  })
}

function secrets(passwords: readonly PasswordCredential[], now: number) {
  const isGood = ({ startDateTime, endDateTime }: PasswordCredential) =>
    Date.parse(startDateTime) <= now && now < Date.parse(endDateTime)
  const good = passwords.filter(isGood)
  const over = passwords.filter((password) => !isGood(password))
  // With one that is over the app is still no public client.
  const [first] = [...good, ...over]
  return {
    ...(first && { clientSecret: first.secretText }),
    otherSecrets: good.map(({ secretText }) => secretText),
    expiredSecrets: over.map(({ secretText }) => secretText),
  }
}

function appRoles({ appRoles: roles }: Registration, seeded: App | undefined): App['appRoles'] {
  return roles
    .filter(({ isEnabled }) => isEnabled)
    .flatMap(({ id, value }) => {
      if (value === null) return []
      const users = seeded?.appRoles.find((role) => role.value === value)?.users ?? []
      return { id, value, users }
    })
}
