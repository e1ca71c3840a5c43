import * as z from 'zod'
import { cloudOf } from './clouds'
import {
  credentialRules,
  credentialSettings,
  credentialVariables,
  credentialWarnings,
  type EntraCredential,
} from './entra-credential'
import { guid, list, origin, type ValuesOf } from './forms'
import type { platformVariables } from './platform'

const tenant = z
  .string()
  .toLowerCase()
  .refine((value) => value === 'organizations' || guid.safeParse(value).success, {
    error: ({ input }) =>
      input === 'common' || input === 'consumers'
        ? `can’t be ${input}, as personal accounts have no Teams: use organizations, with AZURE_AD_ALLOWED_TENANTS, or one tenant’s GUID`
        : 'must be a GUID or the word organizations',
  })

const variables = {
  AZURE_AD_TENANT_ID: [tenant, 'Entra admin center > Overview > Tenant ID.'],
  AZURE_AD_CLIENT_ID: [guid, 'Entra admin center > App registrations > server app > Overview.'],
  ...credentialVariables,
  AZURE_AD_SPA_CLIENT_ID: [guid, 'Entra admin center > App registrations > client app > Overview.'],
  AZURE_AD_ALLOWED_CLIENT_IDS: [
    list.pipe(z.array(guid)).optional(),
    'Application ids, separated by commas, of apps that may call the API besides the client app and the server app.',
  ],
  AZURE_AD_TEAMS_CLIENT_IDS: [
    list.pipe(z.array(guid)).optional(),
    'Application ids, separated by commas, of the apps whose Teams tokens are exchanged. Default: client app.',
  ],
  AZURE_AD_ALLOWED_TENANTS: [
    list.pipe(z.array(guid)).optional(),
    'Tenant ids, separated by commas. Default: AZURE_AD_TENANT_ID alone.',
  ],
  AZURE_AD_REQUIRED_ROLE: [
    z.string().optional(),
    'The value of an app role of the server app, which people need to use this app. Default: everyone of an allowed tenant may.',
  ],
  AZURE_AD_AUTHORITY_HOST: [
    origin.optional(),
    'Default https://login.microsoftonline.com; US government: https://login.microsoftonline.us',
    'service',
  ],
} as const

type Values = ValuesOf<typeof variables & typeof platformVariables>
interface Problem {
  variable: keyof Values
  message: string
}

/** Entra as `env().entra` tells of it. */
export interface EntraSettings {
  authorityHost: string
  /** A tenant's GUID, or `organizations`. */
  tenantId: string
  allowedTenants: readonly string[]
  /** The app role without which nobody may use the app. */
  requiredRole: string | undefined
  clientId: string
  credential: EntraCredential
  spaClientId: string
  allowedClientIds: readonly string[]
  /** The apps whose Teams tokens are exchanged. */
  teamsClientIds: readonly string[]
}

/** The configuration of Microsoft Entra ID. */
export const entra = { kind: 'entra', variables, rules, remoteRules, warnings, settings } as const

function rules(values: Partial<Values>): Problem[] {
  const problems: Problem[] = credentialRules(values)
  if (values.AZURE_AD_TENANT_ID === 'organizations' && !values.AZURE_AD_ALLOWED_TENANTS?.length) {
    problems.push({
      variable: 'AZURE_AD_ALLOWED_TENANTS',
      message: 'is missing, and needed because AZURE_AD_TENANT_ID is organizations',
    })
  }
  const { AZURE_AD_CLIENT_ID: server, AZURE_AD_SPA_CLIENT_ID: client } = values
  if (server !== undefined && server === client) {
    problems.push({
      variable: 'AZURE_AD_SPA_CLIENT_ID',
      message: 'is the same as AZURE_AD_CLIENT_ID: the client app is a registration of its own',
    })
  }
  return problems
}

function remoteRules({ AZURE_AD_CLIENT_SECRET: secret }: Partial<Values>): Problem[] {
  if (!z.guid().safeParse(secret).success) return []
  return [
    {
      variable: 'AZURE_AD_CLIENT_SECRET',
      message: "is a GUID: that is the secret's id, and its value is needed",
    },
  ]
}

// Beside it, the addresses of the services that take its tokens.
function warnings(values: Values, services: readonly [name: string, address: string][]): string[] {
  const authority = values.AZURE_AD_AUTHORITY_HOST ?? 'https://login.microsoftonline.com'
  const own = cloudOf(authority)
  const elsewhere = own
    ? services
        .map(([name, address]) => [name, cloudOf(address)] as const)
        .filter(([, cloud]) => cloud !== undefined && cloud !== own)
    : []
  const { AZURE_AD_TEAMS_CLIENT_IDS: apps, AZURE_AD_SPA_CLIENT_ID: client } = values
  return [
    ...credentialWarnings(values),
    ...elsewhere.map(
      ([name, cloud = '']) =>
        `${name} is of ${cloud}, and AZURE_AD_AUTHORITY_HOST of ${own}: what one issues the other refuses`,
    ),
    ...(apps && !apps.includes(client)
      ? [
          'AZURE_AD_TEAMS_CLIENT_IDS lacks AZURE_AD_SPA_CLIENT_ID: this app’s own pages can’t call as Teams users',
        ]
      : []),
  ]
}

function settings(values: Values, emulatorUrl: string | undefined) {
  const { AZURE_AD_CLIENT_ID: clientId, AZURE_AD_SPA_CLIENT_ID: spaClientId } = values
  const authorityHost =
    values.AZURE_AD_AUTHORITY_HOST ?? emulatorUrl ?? 'https://login.microsoftonline.com'
  const entra: EntraSettings = {
    authorityHost,
    tenantId: values.AZURE_AD_TENANT_ID,
    allowedTenants: values.AZURE_AD_ALLOWED_TENANTS ?? [values.AZURE_AD_TENANT_ID],
    requiredRole: values.AZURE_AD_REQUIRED_ROLE,
    clientId,
    credential: credentialSettings(values, authorityHost),
    spaClientId,
    allowedClientIds: [spaClientId, clientId, ...(values.AZURE_AD_ALLOWED_CLIENT_IDS ?? [])],
    teamsClientIds: values.AZURE_AD_TEAMS_CLIENT_IDS ?? [spaClientId],
  }
  return { entra, directoryOrigins: [authorityHost] }
}
