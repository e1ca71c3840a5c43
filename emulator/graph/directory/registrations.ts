import type { App, Config, FederatedCredential } from '../../core/config/config'
import { roleId, scopeId } from '../../core/config/permission-names'
import type { Registration } from '../../core/config/registration'
import type { Emulator } from '../../core/emulator'
import { findResource, identifierUris } from '../../entra/tokens/resources'
import { guidOf } from '../../core/guid'
import type { EmulatorRequest } from '../../core/http'
import { READ_APPLICATIONS, requireReader, requireWriter, WRITE_APPLICATIONS } from './access'
import { requirePathEntity } from './path-entity'

/** The registrations of a tenant: those that Graph made there or changed, and the apps of the seed. */
export function registrationsOf(tenantId: string, { config, store }: Emulator): Registration[] {
  const seeded = config.apps.filter(({ clientId }) => !store.applications.has(clientId))
  const stored = [...store.applications.values()].filter(
    (each) =>
      each.deletedDateTime === null && (each.tenantId === null || each.tenantId === tenantId),
  )
  return [...seeded.map((app) => registrationOf(app, config)), ...stored]
}

/** The registration that the path names, by its id or as `(appId='…')`. Throws 404. */
export function requireRegistration(
  request: EmulatorRequest,
  tenantId: string,
  emulator: Emulator,
): Registration {
  return requirePathEntity(request, registrationsOf(tenantId, emulator))
}

/** The registration that the path names, for a request that may read it. Throws 401, 403 or 404. */
export async function requireReadableRegistration(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<Registration> {
  const tenantId = await requireReader(request, emulator, ...READ_APPLICATIONS)
  return requireRegistration(request, tenantId, emulator)
}

/** The same for a request that may change it. */
export async function requireWritableRegistration(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<Registration> {
  const tenantId = await requireWriter(request, emulator, WRITE_APPLICATIONS)
  return requireRegistration(request, tenantId, emulator)
}

// What Graph would know of an app that the seed describes.
function registrationOf(app: App, config: Config): Registration {
  const { clientId, displayName, redirectUris, exposedScopes, appRoles } = app
  return {
    id: guidOf(`application ${clientId}`),
    appId: clientId,
    tenantId: null,
    createdDateTime: null,
    deletedDateTime: null,
    displayName,
    signInAudience: app.tenantId === undefined ? 'AzureADMultipleOrgs' : 'AzureADMyOrg',
    identifierUris: exposedScopes.length + appRoles.length > 0 ? identifierUris(app) : [],
    isFallbackPublicClient: null,
    api: {
      requestedAccessTokenVersion: app.tokenVersion === '1.0' ? 1 : 2,
      knownClientApplications: app.knownClientApplications,
      oauth2PermissionScopes: exposedScopes.map((name) => seededScope(app, name)),
      preAuthorizedApplications: (app.preAuthorizedApps ?? []).map(({ scopes, ...client }) => ({
        appId: client.clientId,
        delegatedPermissionIds: scopes.map((name) => scopeId(app, name)),
      })),
    },
    appRoles: appRoles.map((role) => ({
      id: roleId(app, role),
      value: role.value,
      displayName: role.value,
      description: role.value,
      allowedMemberTypes: ['User', 'Application'],
      isEnabled: true,
    })),
    web: { redirectUris: redirectUris.web, logoutUrl: app.frontChannelLogoutUri ?? null },
    spa: { redirectUris: redirectUris.spa },
    publicClient: { redirectUris: [] },
    requiredResourceAccess: requiredAccess(app, config),
    passwordCredentials: seededPasswords(app),
    federatedIdentityCredentials: app.federatedCredentials.map(seededCredential),
  }
}

function seededScope(app: App, name: string) {
  const description = `Use ${app.displayName} as you`
  return {
    id: scopeId(app, name),
    value: name,
    type: app.adminScopes?.includes(name) ? ('Admin' as const) : ('User' as const),
    isEnabled: true,
    adminConsentDescription: description,
    adminConsentDisplayName: description,
    userConsentDescription: description,
    userConsentDisplayName: description,
  }
}

function seededPasswords({ clientId, clientSecret, otherSecrets = [] }: App) {
  const secrets = [...(clientSecret === undefined ? [] : [clientSecret]), ...otherSecrets]
  return secrets.map((secretText) => ({
    keyId: guidOf(`${clientId} secret ${secretText}`),
    displayName: 'Of the seed',
    hint: secretText.slice(0, 3),
    startDateTime: '2000-01-01T00:00:00Z',
    endDateTime: '2999-12-31T00:00:00Z',
    secretText,
  }))
}

function seededCredential({ issuer, subject, audience }: FederatedCredential, index: number) {
  return {
    id: guidOf(`federated credential ${issuer} ${subject} ${audience}`),
    name: `of-the-seed-${index + 1}`,
    issuer,
    subject,
    audiences: [audience],
    description: null,
  }
}

function requiredAccess({ requestedScopes, requestedRoles }: App, config: Config) {
  const wanted = [
    ...requestedScopes.map((name) => ({ name, type: 'Scope' as const })),
    ...requestedRoles.map((name) => ({ name, type: 'Role' as const })),
  ].flatMap(({ name, type }) => {
    const slash = name.lastIndexOf('/')
    const resource = findResource(name.slice(0, slash), config)
    const short = name.slice(slash + 1)
    const id =
      type === 'Scope'
        ? resource?.scopes[short]?.id
        : resource?.roles.find(({ value }) => value === short)?.id
    const resourceAppId = resource?.applicationId
    return id === undefined || resourceAppId === undefined ? [] : { resourceAppId, id, type }
  })
  return [...new Set(wanted.map(({ resourceAppId }) => resourceAppId))].map((resourceAppId) => ({
    resourceAppId,
    resourceAccess: wanted
      .filter((access) => access.resourceAppId === resourceAppId)
      .map(({ id, type }) => ({ id, type })),
  }))
}
