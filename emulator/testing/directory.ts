import { bodyOf, type TestEmulator } from './emulator'
import { CONTOSO, requestToken } from './entra'
import { appWithRoles, graphApp } from './graph-app'

/** An app that may do all that a setup script does. */
export const setupApp = appWithRoles(
  91,
  'Application.ReadWrite.All',
  'AppRoleAssignment.ReadWrite.All',
  'DelegatedPermissionGrant.ReadWrite.All',
)

export interface Application {
  id: string
  appId: string
}

export interface Principal {
  id: string
  appId: string
  servicePrincipalNames: string[]
  appRoles: { id: string; value: string }[]
  oauth2PermissionScopes: { id: string; value: string }[]
}

/** What a setup script does in a tenant, as the setup app. */
export async function directoryOf(emulator: TestEmulator, tenant = CONTOSO) {
  const call = await graphApp(emulator, setupApp, tenant)
  const post = async <T>(path: string, body: object = {}) =>
    bodyOf<T>(await call(path, { method: 'POST', body }))
  return {
    call,
    post,
    createApplication: (fields: object = {}) =>
      post<Application>('/applications', { displayName: 'Any', ...fields }),
    createPrincipal: ({ appId }: Pick<Application, 'appId'>) =>
      post<Principal>('/servicePrincipals', { appId }),
    principal: async (appId: string) =>
      bodyOf<Principal>(await call(`/servicePrincipals(appId='${appId}')`)),
    addPassword: async ({ id }: Pick<Application, 'id'>, passwordCredential: object = {}) =>
      post<{ secretText: string; keyId: string }>(`/applications/${id}/addPassword`, {
        passwordCredential,
      }),
  }
}

/** The number of the error that an app's request for a token of its own gets; none when it gets the token. */
export async function tokenErrorOf(
  emulator: TestEmulator,
  client_id: string,
  client_secret: string,
  tenant = CONTOSO,
): Promise<number | undefined> {
  const scope = 'https://graph.microsoft.com/.default'
  const fields = { grant_type: 'client_credentials', client_id, client_secret, scope }
  const { body } = await requestToken(emulator, fields, { tenant })
  return body.access_token ? undefined : body.error_codes[0]
}
