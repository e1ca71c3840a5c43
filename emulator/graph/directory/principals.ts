import type { App, Config } from '../../core/config/config'
import type { Registration } from '../../core/config/registration'
import type { Emulator } from '../../core/emulator'
import { servicePrincipalId } from '../../entra/tokens/claims'
import { graph, identifierUris, type Resource, teams } from '../../entra/tokens/resources'
import { apiUri } from '../../core/config/permission-names'
import { registrationsOf } from './registrations'

// Source: https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in
const MICROSOFT = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a'

/** An app as a tenant knows it. */
export interface Principal {
  id: string
  appId: string
  displayName: string
  ownerTenantId: string | null
  /** What the full names of its permissions begin with. */
  uri: string
  names: string[]
  replyUrls: string[]
  scopes: Registration['api']['oauth2PermissionScopes']
  roles: Registration['appRoles']
}

/** The service principals of a tenant: Microsoft's own, those of the seed's apps, and those that were made. */
export function principalsOf(tenantId: string, emulator: Emulator): Principal[] {
  const { config } = emulator
  const tenant = config.tenants.find(({ id }) => id === tenantId)
  const registrations = registrationsOf(tenantId, emulator)
  return [
    principalOfMicrosoft(graph, tenantId),
    ...(tenant?.hasCommunicationServices ? [principalOfMicrosoft(teams, tenantId)] : []),
    ...presentApps(config, tenantId).flatMap((app) => {
      const registration = registrations.find(({ appId }) => appId === app.clientId)
      return registration ? principalOf(app, registration, tenantId) : []
    }),
  ]
}

function presentApps({ apps }: Config, tenantId: string): App[] {
  return apps.filter((app) => app.servicePrincipals?.includes(tenantId) !== false)
}

function principalOf(app: App, registration: Registration, tenantId: string): Principal {
  const { web, spa, publicClient } = registration
  return {
    id: servicePrincipalId(tenantId, app.clientId),
    appId: app.clientId,
    displayName: registration.displayName,
    ownerTenantId: registration.tenantId,
    uri: apiUri(app),
    names: [...new Set([app.clientId, ...identifierUris(app)])],
    replyUrls: [...web.redirectUris, ...spa.redirectUris, ...publicClient.redirectUris],
    scopes: registration.api.oauth2PermissionScopes,
    roles: registration.appRoles,
  }
}

function principalOfMicrosoft(resource: Resource, tenantId: string): Principal {
  const { applicationId: appId = '', displayName, uri, scopes, roles } = resource
  return {
    id: servicePrincipalId(tenantId, appId),
    appId,
    displayName,
    ownerTenantId: MICROSOFT,
    uri,
    names: [appId, uri],
    replyUrls: [],
    scopes: Object.entries(scopes).flatMap(([value, scope]) => {
      if (scope?.id === undefined) return []
      const { id, description, adminOnly } = scope
      return {
        id,
        value,
        type: adminOnly ? ('Admin' as const) : ('User' as const),
        isEnabled: true,
        adminConsentDescription: description,
        adminConsentDisplayName: description,
        userConsentDescription: description,
        userConsentDisplayName: description,
      }
    }),
    roles: roles.flatMap(({ id, value }) =>
      id === undefined
        ? []
        : {
            id,
            value,
            displayName: value,
            description: value,
            allowedMemberTypes: ['Application' as const],
            isEnabled: true,
          },
    ),
  }
}
