import { type App, findApp } from '../core/config/config'
import type { Emulator } from '../core/emulator'
import { APP_SERVICE_PATH, IDENTITY_HEADER } from '../entra/managed-identity/app-service'
import { TEAMS_URI } from '../entra/tokens/resources'
import { type EmulatorResponse, json } from '../core/http'
import { API_SCOPE, CLIENT_APP_ID, SERVER_APP_ID } from '../core/config/samples'

/** GET /_emulator/config: everything a client needs to be configured with. */
export function showConfig(_request: unknown, { config, origin }: Emulator): EmulatorResponse {
  const server = findApp(config, SERVER_APP_ID)
  const client = findApp(config, CLIENT_APP_ID)
  return json(200, {
    tenantId: config.tenants[0]?.id,
    // A seed can leave the samples out.
    serverApp: server && {
      clientId: SERVER_APP_ID,
      clientSecret: server.clientSecret,
      redirectUris: redirectUris(server),
    },
    clientApp: client && { clientId: CLIENT_APP_ID, redirectUris: redirectUris(client) },
    acs: config.resources.map(({ resourceId, accessKey }) => ({
      resourceId,
      connectionString: `endpoint=${origin}/;accesskey=${accessKey}`,
    })),
    managedIdentity: {
      identityEndpoint: `${origin}${APP_SERVICE_PATH}`,
      identityHeader: IDENTITY_HEADER,
      identities: config.managedIdentities,
    },
    oidc: config.oidcClients.map(({ provider, clientId, clientSecret }) => ({
      issuer: `${origin}/oidc/${provider}`,
      clientId,
      clientSecret,
    })),
    users: config.users.map(
      ({ username, password, objectId, displayName, teamsLicence, roles }) => ({
        username,
        password,
        objectId,
        displayName,
        teamsLicence,
        roles,
      }),
    ),
    apiScope: server && API_SCOPE,
    teamsScopes: [`${TEAMS_URI}/Teams.ManageCalls`, `${TEAMS_URI}/Teams.ManageChats`],
  })
}

function redirectUris({ redirectUris: { web, spa } }: App): string[] {
  return [...web, ...spa]
}
