import { z } from 'zod'

const guid = z.guid().toLowerCase()

/** The shapes of a seed file; defaults are those of an ordinary account. */
const tenantSchema = z.strictObject({
  id: guid,
  displayName: z.string(),
  domain: z.string(),
  /** Without ACS's service principal nobody in the tenant can ask for Teams scopes (AADSTS650052). */
  hasCommunicationServices: z.boolean().default(true),
})

const userSchema = z.strictObject({
  tenantId: guid,
  objectId: guid,
  username: z.string(),
  password: z.string(),
  displayName: z.string(),
  givenName: z.string(),
  surname: z.string(),
  mail: z.string(),
  jobTitle: z.string().nullable().default(null),
  officeLocation: z.string().nullable().default(null),
  businessPhones: z.array(z.string()).default([]),
  teamsLicence: z.boolean().default(false),
  guest: z.boolean().default(false),
  mayConsent: z.boolean().default(true),
  mfaDemanded: z.boolean().default(false),
  roles: z.array(z.string()).default([]),
})

const appSchema = z.strictObject({
  clientId: guid,
  displayName: z.string(),
  /** Without a secret the app is a public client. */
  clientSecret: z.string().optional(),
  redirectUris: z.strictObject({
    web: z.array(z.string()).default([]),
    spa: z.array(z.string()).default([]),
  }),
  /** Names of the scopes of `api://<clientId>`. */
  exposedScopes: z.array(z.string()).default([]),
  /** Scopes nobody is asked for: pre-authorised, or consented to by an administrator. */
  consentedScopes: z.array(z.string()).default([]),
})

const resourceSchema = z.strictObject({ resourceId: guid, accessKey: z.base64() })

export type Tenant = z.infer<typeof tenantSchema>
export type User = z.infer<typeof userSchema>
export type App = z.infer<typeof appSchema>
export type CommunicationResource = z.infer<typeof resourceSchema>

export const configSchema = z.strictObject({
  tenants: z.array(tenantSchema).default([]),
  users: z.array(userSchema).default([]),
  apps: z.array(appSchema).default([]),
  resources: z.array(resourceSchema).default([]),
})

/** Who and what exists. Fixed while the emulator runs. */
export type Config = z.infer<typeof configSchema>

export function findUser(config: Config, tenantId: string, objectId: string): User | undefined {
  return config.users.find((user) => user.tenantId === tenantId && user.objectId === objectId)
}

export function findUserByName(config: Config, username: string): User | undefined {
  return config.users.find((user) => user.username.toLowerCase() === username.toLowerCase())
}

export function findApp(config: Config, clientId: string): App | undefined {
  return config.apps.find((app) => app.clientId === clientId.toLowerCase())
}
