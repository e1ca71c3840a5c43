import { X509Certificate } from 'node:crypto'
import * as z from 'zod'

const guid = z.guid().toLowerCase()
const texts = z.array(z.string()).default([])

const tenantSchema = z.strictObject({
  id: guid,
  displayName: z.string(),
  domain: z.string(),
  /** Employees', an External ID tenant's or a B2C tenant's: their issuers have forms of their own. */
  kind: z.enum(['workforce', 'external', 'b2c']).default('workforce'),
  /** The user flows of a B2C tenant: one of them is in every address of its. */
  policies: texts,
  /** Without ACS's service principal nobody in the tenant can ask for Teams scopes (AADSTS650052). */
  hasCommunicationServices: z.boolean().default(true),
})

/** Whether a user must show a second factor; `unregistered` ones must set it up first (AADSTS50079, not 50076). */
export const secondFactorSchema = z
  .enum(['none', 'required', 'unregistered', 'demanded'])
  // What seed files and settings called `required` before.
  .transform((value) => (value === 'demanded' ? 'required' : value))

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
  businessPhones: texts,
  teamsLicence: z.boolean().default(false),
  guest: z.boolean().default(false),
  /** Where a guest comes from. An account of that tenant with the same username is the same person. */
  homeTenantId: guid.nullable().default(null),
  mayConsent: z.boolean().default(true),
  secondFactor: secondFactorSchema.default('none'),
  /** Directory roles; `Global Administrator` is the one that means something here. */
  roles: texts,
})

const certificateSchema = z.string().refine((pem) => {
  try {
    return new X509Certificate(pem).raw.length > 0
  } catch {
    return false
  }
}, 'is not a certificate in PEM')

const federatedCredentialSchema = z.strictObject({
  issuer: z.string(),
  subject: z.string(),
  audience: z.string().default('api://AzureADTokenExchange'),
  /** The issuer's keys; without them they are asked of the issuer. */
  jwks: z.strictObject({ keys: z.array(z.looseObject({ kty: z.string() })) }).optional(),
})

const appSchema = z.strictObject({
  clientId: guid,
  displayName: z.string(),
  /** Without a secret, a certificate or a federated credential the app is a public client. */
  clientSecret: z.string().optional(),
  /** In PEM: their keys sign client assertions. */
  certificates: z.array(certificateSchema).default([]),
  /** Whose tokens the app may show as client assertions. */
  federatedCredentials: z.array(federatedCredentialSchema).default([]),
  redirectUris: z.strictObject({ web: texts, spa: texts }),
  /** Loaded in a hidden frame when somebody signs out who had signed in to this app. */
  frontChannelLogoutUri: z.url().optional(),
  /** Names of the scopes of `api://<clientId>`. */
  exposedScopes: texts,
  /** Roles of the app, and the object ids of the users who have them. */
  appRoles: z
    .array(
      z.strictObject({
        id: guid.optional(),
        value: z.string(),
        users: z.array(guid).default([]),
      }),
    )
    .default([]),
  /** The API permissions of the registration: what `/.default` and administrators' consent stand for. */
  requestedScopes: texts,
  requestedRoles: texts,
  /** Scopes nobody is asked for: pre-authorized, or consented to by an administrator. */
  consentedScopes: texts,
  /** Application permissions that an administrator has granted. */
  consentedRoles: texts,
  /** Client ids whose request for `/.default` also asks for what this API's registration asks for. */
  knownClientApplications: z.array(guid).default([]),
  /** The tenant whose accounts alone it is for; without one it is for those of every tenant. */
  tenantId: guid.optional(),
  /** The tenants that have its service principal; without the list all have it. */
  servicePrincipals: z.array(guid).optional(),
  /** By which names tokens for it are asked; without the list it is `api://<clientId>`. */
  identifierUris: z.array(z.string()).optional(),
  /** Of the access tokens for it: 2.0 unless it says 1.0. */
  tokenVersion: z.enum(['1.0', '2.0']).optional(),
  /** Exposed scopes that only an administrator may consent to. */
  adminScopes: z.array(z.string()).optional(),
  /** Ids of exposed scopes, by their names. */
  scopeIds: z.record(z.string(), guid).optional(),
  /** Clients that need no consent for some of its scopes. */
  preAuthorizedApps: z
    .array(z.strictObject({ clientId: guid, scopes: z.array(z.string()) }))
    .optional(),
  /** Further secrets that are good. */
  otherSecrets: z.array(z.string()).optional(),
  /** Secrets that are no longer good (AADSTS7000222). */
  expiredSecrets: z.array(z.string()).optional(),
})

const resourceSchema = z.strictObject({
  resourceId: guid,
  accessKey: z.base64(),
  /** The tenant whose tokens it takes; without one it takes its access key alone. */
  tenantId: guid.optional(),
  /** Who has an Azure role on it: object ids of users and service principals, client ids of apps. */
  roleAssignments: z.array(guid).default([]),
})

const managedIdentitySchema = z.strictObject({
  tenantId: guid,
  clientId: guid,
  objectId: guid,
  displayName: z.string(),
  /** Its Azure resource id. Only the one that is system-assigned has none. */
  resourceId: z.string().optional(),
  /** Application permissions that an administrator has granted. */
  consentedRoles: texts,
})

// Part of an address; `/oidc/userinfo` is Graph's.
const provider = z.string().regex(/^(?!userinfo$)[a-z\d-]+$/)

const oidcClientSchema = z.strictObject({
  provider,
  clientId: z.string(),
  /** Without a secret the client is public. */
  clientSecret: z.string().optional(),
  redirectUris: texts,
  postLogoutRedirectUris: texts,
  /** The API its access tokens are for. */
  audience: z.string().optional(),
})

const oidcPersonSchema = z.strictObject({
  provider,
  id: z.string(),
  name: z.string(),
  email: z.string(),
})

export type Tenant = z.infer<typeof tenantSchema>
export type User = z.infer<typeof userSchema>
export type App = z.infer<typeof appSchema>
export type FederatedCredential = z.infer<typeof federatedCredentialSchema>
export type OidcClient = z.infer<typeof oidcClientSchema>
export type OidcPerson = z.infer<typeof oidcPersonSchema>
export type CommunicationResource = z.infer<typeof resourceSchema>
export type ManagedIdentity = z.infer<typeof managedIdentitySchema>

/** The shapes of a seed file; defaults are those of an ordinary account. */
export const configSchema = z.strictObject({
  tenants: z.array(tenantSchema).default([]),
  users: z.array(userSchema).default([]),
  apps: z.array(appSchema).default([]),
  resources: z.array(resourceSchema).default([]),
  managedIdentities: z.array(managedIdentitySchema).default([]),
  oidcClients: z.array(oidcClientSchema).default([]),
  oidcPeople: z.array(oidcPersonSchema).default([]),
})

export const seedSchema = configSchema.extend({
  /** Whether the samples are there, too. */
  samples: z.boolean().default(true),
})

/** Who and what exists: at the start by the seed, then with what Graph has changed of it. */
export type Config = z.infer<typeof configSchema>
