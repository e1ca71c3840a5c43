import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { type CertificateWithKey, certificateWithKey } from './certificate'
import { cloudOf } from './clouds'
import type { ValuesOf } from './forms'
import type { platformVariables } from './platform'

const KINDS = [
  'secret',
  'certificate',
  'managed-identity',
  'federated-token-file',
  'vercel',
] as const

/** The variables that say how this server shows Entra who it is. */
export const credentialVariables = {
  AZURE_AD_CLIENT_CREDENTIAL: [
    z.enum(KINDS, `must be ${KINDS.slice(0, -1).join(', ')} or vercel`).default('secret'),
    'How this server shows Entra who it is: docs/no-secrets.md. Default: secret.',
  ],
  AZURE_AD_CLIENT_SECRET: [
    z.string().optional(),
    'Entra admin center > App registrations > server app > Certificates & secrets (the value, not the id).',
    'secret',
  ],
  AZURE_AD_CLIENT_CERTIFICATE: [
    certificateWithKey.optional(),
    'A certificate and its private key in PEM, or the path of a file with both. The certificate alone goes to Entra: App registrations > server app > Certificates & secrets > Certificates.',
  ],
} as const

type Values = ValuesOf<typeof credentialVariables & typeof platformVariables>
interface Problem {
  variable: keyof Values
  message: string
}

/** How this server shows Entra who it is. */
export type EntraCredential =
  | { kind: 'secret'; secret: string }
  | ({ kind: 'certificate' } & CertificateWithKey)
  /** The identity's client id, and what its tokens for the exchange are asked for. */
  | { kind: 'managed-identity'; clientId: string | undefined; audience: string }
  | { kind: 'federated-token-file'; file: string }
  /** A request has the token in a header; in development the environment has it. */
  | { kind: 'vercel'; token: string | undefined }

/** Whether there is what the chosen credential needs, and nothing of another. `now` is in milliseconds. */
export function credentialRules(values: Partial<Values>, now = Date.now()): Problem[] {
  const { AZURE_AD_CLIENT_CREDENTIAL: kind } = values
  if (kind === undefined) return []
  return [...needs(kind, values, now), ...contradictions(kind, values)]
}

function needs(kind: Values['AZURE_AD_CLIENT_CREDENTIAL'], values: Partial<Values>, now: number) {
  if (kind === 'secret') return required('AZURE_AD_CLIENT_SECRET', values)
  if (kind === 'certificate') return certificateRules(values, now)
  if (kind === 'federated-token-file') return tokenFileRules(values)
  if (kind === 'vercel') return vercelRules(values)
  return []
}

// Each belongs to one kind; what platforms set may be there for something else.
function contradictions(kind: string, values: Partial<Values>): Problem[] {
  const owners = [
    ['AZURE_AD_CLIENT_SECRET', 'secret'],
    ['AZURE_AD_CLIENT_CERTIFICATE', 'certificate'],
  ] as const
  return owners
    .filter(([variable, owner]) => values[variable] !== undefined && owner !== kind)
    .map(([variable, owner]) => ({
      variable,
      message: `is for AZURE_AD_CLIENT_CREDENTIAL=${owner}, and that is ${kind}: remove one of them`,
    }))
}

function required(variable: keyof Values, values: Partial<Values>): Problem[] {
  return values[variable] === undefined ? [{ variable, message: 'is missing' }] : []
}

function certificateRules(values: Partial<Values>, now: number): Problem[] {
  const variable = 'AZURE_AD_CLIENT_CERTIFICATE'
  const { certificate } = values[variable] ?? {}
  if (!certificate) return required(variable, values)
  const { validFrom, validTo } = certificate
  if (now > Date.parse(validTo)) return [{ variable, message: `expired on ${dayOf(validTo)}` }]
  if (now < Date.parse(validFrom)) {
    return [{ variable, message: `is not valid before ${dayOf(validFrom)}` }]
  }
  return []
}

function tokenFileRules(values: Partial<Values>): Problem[] {
  const variable = 'AZURE_FEDERATED_TOKEN_FILE'
  const file = values[variable]
  if (file === undefined) return required(variable, values)
  try {
    readFileSync(file)
    return []
  } catch {
    return [{ variable, message: 'is not the path of a file that can be read' }]
  }
}

// Elsewhere whoever sends a request would choose the header that Vercel sets.
function vercelRules({ VERCEL: vercel, VERCEL_OIDC_TOKEN: token }: Partial<Values>): Problem[] {
  if (vercel !== undefined || token !== undefined) return []
  const message = 'is vercel, and this is not Vercel: neither VERCEL nor VERCEL_OIDC_TOKEN is set'
  return [{ variable: 'AZURE_AD_CLIENT_CREDENTIAL', message }]
}

const DAY_MS = 24 * 60 * 60 * 1000
const NOTICE_DAYS = 30

/** What to say at start of a certificate that ends soon. */
export function credentialWarnings(values: Partial<Values>, now = Date.now()): string[] {
  const { certificate } = values.AZURE_AD_CLIENT_CERTIFICATE ?? {}
  if (!certificate || Date.parse(certificate.validTo) - now > NOTICE_DAYS * DAY_MS) return []
  return [
    `AZURE_AD_CLIENT_CERTIFICATE expires on ${dayOf(certificate.validTo)}: register another in Entra, and set it here, before that`,
  ]
}

/** The credential that is configured, for an authority. */
export function credentialSettings(values: Values, authorityHost: string): EntraCredential {
  const { AZURE_AD_CLIENT_CREDENTIAL: kind, AZURE_AD_CLIENT_CERTIFICATE: certificate } = values
  if (kind === 'certificate' && certificate) return { kind, ...certificate }
  if (kind === 'managed-identity') {
    return { kind, clientId: values.AZURE_CLIENT_ID, audience: exchangeAudience(authorityHost) }
  }
  if (kind === 'federated-token-file') {
    return { kind, file: values.AZURE_FEDERATED_TOKEN_FILE ?? '' }
  }
  if (kind === 'vercel') return { kind, token: values.VERCEL_OIDC_TOKEN }
  return { kind: 'secret', secret: values.AZURE_AD_CLIENT_SECRET ?? '' }
}

// Source: https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity
function exchangeAudience(authorityHost: string): string {
  const cloud = cloudOf(authorityHost)
  if (cloud === 'the US government cloud') return 'api://AzureADTokenExchangeUSGov'
  if (cloud === 'the cloud in China') return 'api://AzureADTokenExchangeChina'
  return 'api://AzureADTokenExchange'
}

function dayOf(date: string): string {
  return new Date(date).toISOString().slice(0, 10)
}
