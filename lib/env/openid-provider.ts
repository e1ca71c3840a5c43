import * as z from 'zod'
import { cloudOf } from './clouds'
import { type ValuesOf } from './forms'

const WELL_KNOWN = '/.well-known/openid-configuration'

const address = z.url({
  protocol: /^https?$/,
  error: 'must be an address such as https://login.contoso.com',
  abort: true,
})

// Compared character by character with what tokens say: a trailing slash belongs to it.
const issuer = address
  .refine((value) => !value.endsWith(WELL_KNOWN), {
    error:
      'is the address of the metadata: set OIDC_DISCOVERY_URL to it, and OIDC_ISSUER to the issuer that it names',
    abort: true,
  })
  .refine((value) => !/[?#]/.test(value), { error: 'must have no query and no fragment' })

const variables = {
  OIDC_ISSUER: [
    issuer,
    'The issuer in the provider’s metadata (…/.well-known/openid-configuration), character by character.',
    'service',
  ],
  OIDC_CLIENT_ID: [z.string(), 'The id of this app as a client of the provider.'],
  OIDC_CLIENT_SECRET: [z.string(), 'The secret of this app as a client of the provider.', 'secret'],
  OIDC_NAME: [
    z.string().max(40, 'must have 40 characters at most').optional(),
    'What people know the provider by: Sign in with <name>. Default: the issuer’s host.',
  ],
  OIDC_DISCOVERY_URL: [
    address.optional(),
    'The address of the provider’s metadata, where it isn’t the issuer with /.well-known/openid-configuration.',
    'service',
  ],
  OIDC_AUDIENCE: [
    z.string().optional(),
    'What the provider calls this API: the aud of access tokens for it. Default: Bearer tokens are refused.',
  ],
} as const

type Values = ValuesOf<typeof variables>
interface Problem {
  variable: keyof Values
  message: string
}

/** The OpenID provider as `env().openidProvider` tells of it. */
export interface OpenidProviderSettings {
  /** As tokens say it, with or without a trailing slash. */
  issuer: string
  discoveryUrl: string
  /** What people know it by. */
  name: string
  clientId: string
  clientSecret: string
  /** The `aud` of access tokens for this API; without it Bearer tokens are refused. */
  audience: string | undefined
}

/** The configuration of an OpenID provider that people bring their identity from. */
export const openidProvider = {
  kind: 'openid-provider',
  variables,
  rules,
  remoteRules: () => [],
  warnings,
  settings,
} as const

// Whatever is issued to this app itself, an ID token above all, has its client id as audience.
function rules(values: Partial<Values>): Problem[] {
  const { OIDC_AUDIENCE: audience, OIDC_CLIENT_ID: clientId } = values
  if (audience === undefined || audience !== clientId) return []
  return [
    {
      variable: 'OIDC_AUDIENCE',
      message:
        'is the same as OIDC_CLIENT_ID, which ID tokens are for: the API has a name of its own',
    },
  ]
}

function warnings({ OIDC_ISSUER }: Values): string[] {
  if (!cloudOf(OIDC_ISSUER)) return []
  return [
    'OIDC_ISSUER is Microsoft Entra ID: with the variables AZURE_AD_… people have their profile and Teams, too',
  ]
}

function settings(values: Values) {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience } = values
  // OpenID Connect Discovery 1.0, section 4.1.
  const discoveryUrl = values.OIDC_DISCOVERY_URL ?? issuer.replace(/\/$/, '') + WELL_KNOWN
  const openidProvider: OpenidProviderSettings = {
    issuer,
    discoveryUrl,
    name: values.OIDC_NAME ?? new URL(issuer).host,
    clientId: values.OIDC_CLIENT_ID,
    clientSecret: values.OIDC_CLIENT_SECRET,
    audience,
  }
  const directoryOrigins = [...new Set([issuer, discoveryUrl].map((url) => new URL(url).origin))]
  return { openidProvider, directoryOrigins }
}
