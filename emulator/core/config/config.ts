// Types only: reading a seed file takes a schema library, being one doesn't.
import type { App, Config, User } from './config-schema'

export type {
  App,
  CommunicationResource,
  Config,
  FederatedCredential,
  ManagedIdentity,
  Tenant,
  User,
} from './config-schema'

/** Whether a user must show a second factor, and whether they have one to show. */
export type SecondFactor = User['secondFactor']

export function findUser(config: Config, tenantId: string, objectId: string): User | undefined {
  return config.users.find((user) => user.tenantId === tenantId && user.objectId === objectId)
}

export function findUserByName(config: Config, username: string): User | undefined {
  return config.users.find((user) => user.username.toLowerCase() === username.toLowerCase())
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
