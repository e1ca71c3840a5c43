// Types only: reading a seed file takes a schema library, being one doesn't.
import type { App, Config, User } from './config-schema'

export type {
  App,
  CommunicationResource,
  Config,
  FederatedCredential,
  ManagedIdentity,
  OidcClient,
  OidcPerson,
  Tenant,
  User,
} from './config-schema'

/** Whether a user must show a second factor, and whether they have one to show. */
export type SecondFactor = User['secondFactor']

export function findUser(config: Config, tenantId: string, objectId: string): User | undefined {
  return config.users.find((user) => user.tenantId === tenantId && user.objectId === objectId)
}

/** The account a username means in a tenant; without one, the account that is no guest anywhere. */
export function findUserByName(
  { users }: Config,
  username: string,
  tenantId?: string,
): User | undefined {
  const accounts = users.filter((user) => user.username.toLowerCase() === username.toLowerCase())
  if (tenantId !== undefined) return accounts.find((user) => user.tenantId === tenantId)
  return accounts.find(({ homeTenantId }) => homeTenantId === null) ?? accounts[0]
}

/** A guest's account in the tenant they come from, where that tenant is here; everybody else's own. */
export function homeAccount(config: Config, user: User): User {
  const { username, homeTenantId } = user
  return homeTenantId === null ? user : (findUserByName(config, username, homeTenantId) ?? user)
}

export function findApp(config: Config, clientId: string): App | undefined {
  return config.apps.find((app) => app.clientId === clientId.toLowerCase())
}

/** Whether an app has a credential of its own. One without any is a public client. */
export function isConfidential(app: App): boolean {
  const { clientSecret, certificates, federatedCredentials } = app
  return clientSecret !== undefined || certificates.length + federatedCredentials.length > 0
}

export function isAdministrator(user: User): boolean {
  return user.roles.includes('Global Administrator')
}
