import * as z from 'zod'

const guid = z.guid().toLowerCase()
const text = z.string().nullable().default(null)
const absoluteUris = z
  .array(z.string().refine((uri) => URL.canParse(uri), 'is not a URI'))
  .default([])

const scopeSchema = z.looseObject({
  id: guid,
  value: z.string().min(1).max(120),
  type: z.enum(['User', 'Admin']).default('User'),
  isEnabled: z.boolean().default(true),
  adminConsentDescription: text,
  adminConsentDisplayName: text,
  userConsentDescription: text,
  userConsentDisplayName: text,
})

const roleSchema = z.looseObject({
  id: guid,
  value: text,
  displayName: z.string().min(1),
  description: z.string().min(1),
  allowedMemberTypes: z.array(z.enum(['User', 'Application'])).min(1),
  isEnabled: z.boolean().default(true),
})

const apiSchema = z.looseObject({
  requestedAccessTokenVersion: z.literal([1, 2]).nullable().default(null),
  knownClientApplications: z.array(guid).default([]),
  oauth2PermissionScopes: z.array(scopeSchema).default([]),
  preAuthorizedApplications: z
    .array(z.looseObject({ appId: guid, delegatedPermissionIds: z.array(guid) }))
    .default([]),
})

const accessSchema = z.looseObject({
  resourceAppId: guid,
  resourceAccess: z.array(z.looseObject({ id: guid, type: z.enum(['Scope', 'Role']) })),
})

// Taken and shown, without effect here.
const REMARKS = [
  'addIns',
  'groupMembershipClaims',
  'info',
  'notes',
  'optionalClaims',
  'tags',
] as const
type Remark = (typeof REMARKS)[number]
const remarks = Object.fromEntries(REMARKS.map((name) => [name, z.unknown().optional()])) as Record<
  Remark,
  z.ZodOptional<z.ZodUnknown>
>

/** What a client says of an application. Source: https://learn.microsoft.com/graph/api/resources/application */
export const applicationSchema = z.strictObject({
  ...remarks,
  displayName: z.string().min(1).max(256),
  signInAudience: z
    .enum(['AzureADMyOrg', 'AzureADMultipleOrgs', 'AzureADandPersonalMicrosoftAccount'])
    .default('AzureADMyOrg'),
  identifierUris: absoluteUris,
  isFallbackPublicClient: z.boolean().nullable().default(null),
  api: apiSchema.prefault({}),
  appRoles: z.array(roleSchema).default([]),
  web: z.looseObject({ redirectUris: absoluteUris, logoutUrl: text }).prefault({}),
  spa: z.looseObject({ redirectUris: absoluteUris }).prefault({}),
  publicClient: z.looseObject({ redirectUris: absoluteUris }).prefault({}),
  requiredResourceAccess: z.array(accessSchema).default([]),
})

const passwordSchema = z.strictObject({
  keyId: guid,
  displayName: z.string().nullable(),
  hint: z.string(),
  startDateTime: z.string(),
  endDateTime: z.string(),
  secretText: z.string(),
})

/** Whose tokens an application may show in place of a secret. */
export const federatedCredentialSchema = z.strictObject({
  name: z.string().regex(/^[\w-]{3,120}$/),
  issuer: z.string().min(1).max(600),
  subject: z.string().min(1).max(600),
  audiences: z.array(z.string().min(1).max(600)).length(1),
  description: text,
})

/** An application that Graph has registered, or one of the seed that Graph has changed. */
export const registrationSchema = applicationSchema.extend({
  id: guid,
  appId: guid,
  /** Null for those of the seed: they are in every tenant. */
  tenantId: guid.nullable(),
  createdDateTime: z.string().nullable(),
  /** Since when it is deleted. */
  deletedDateTime: z.string().nullable(),
  passwordCredentials: z.array(passwordSchema),
  federatedIdentityCredentials: z.array(federatedCredentialSchema.extend({ id: guid })),
})

export type Registration = z.infer<typeof registrationSchema>
export type PasswordCredential = z.infer<typeof passwordSchema>
