import * as z from 'zod'
import { type EmulatorRequest, readJson } from '../../core/http'
import type { IdentityVersion } from '../api-version'
import { modelError, validationError } from '../errors'

const MINUTES = { least: 60, most: 1440 }

const bodySchema = z
  .object({
    scopes: z.array(z.string()).nullish(),
    createTokenWithScopes: z.array(z.string()).nullish(),
    expiresInMinutes: z.number().int().nullish(),
  })
  .nullish()

/** What a token shall open, and for how long. */
export interface IdentityTokenOptions {
  scopes: readonly string[]
  expiresInMinutes: number
}

/** The body of issuing. Throws a 400 ValidationError for its scopes or its expiry. */
export function readIssueOptions(
  request: EmulatorRequest,
  version: IdentityVersion,
): IdentityTokenOptions {
  const body = readBody(request)
  const expiresInMinutes = checkExpiry(body?.expiresInMinutes, version)
  const scopes = body?.scopes
  if (!scopes) throw modelError('Scopes: The Scopes field is required.', 'Scopes')
  if (scopes.length === 0) {
    throw validationError('Invalid scopes - Scopes field is required.', 'scopes')
  }
  return { scopes: checkScopes(scopes, version, 'scopes'), expiresInMinutes }
}

/** The body of creation, which may be empty: undefined when it asks for no token. Throws like readIssueOptions. */
export function readCreateOptions(
  request: EmulatorRequest,
  version: IdentityVersion,
): IdentityTokenOptions | undefined {
  const body = readBody(request)
  const expiresInMinutes = checkExpiry(body?.expiresInMinutes, version)
  const scopes = body?.createTokenWithScopes ?? []
  if (scopes.length === 0) return undefined
  return { scopes: checkScopes(scopes, version, 'createTokenWithScopes'), expiresInMinutes }
}

function readBody(request: EmulatorRequest) {
  const body = bodySchema.safeParse(readJson(request))
  if (body.success) return body.data
  const field = body.error.issues[0]?.path.join('.') ?? ''
  throw validationError('The request body has an invalid value.', field)
}

// A custom expiry came with 2022-10-01; before, the field means nothing.
function checkExpiry(minutes: number | null | undefined, version: IdentityVersion): number {
  const { least, most } = MINUTES
  if (minutes == null || version < '2022-10-01') return most
  if (minutes >= least && minutes <= most) return minutes
  throw validationError(
    `ExpiresInMinutes value ${minutes} is invalid. Value must be within the [${least}, ${most}] interval.`,
    'ExpiresInMinutes',
  )
}

function checkScopes(scopes: string[], version: IdentityVersion, target: string): string[] {
  const known = ['chat', 'voip']
  if (version >= '2023-10-01') known.push('chat.join', 'chat.join.limited', 'voip.join')
  const unknown = scopes.find((scope) => !known.includes(scope))
  if (unknown === undefined) return scopes
  throw validationError(`Invalid scopes - Scope ${unknown} is not supported.`, target)
}
