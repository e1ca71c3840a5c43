import type { JWTPayload } from 'jose'
import * as z from 'zod'
import type { Emulator } from '../../core/emulator'
import { isGuid } from '../../core/guid'
import { type EmulatorRequest, type EmulatorResponse, json, readJson } from '../../core/http'
import { issueTeamsToken } from '../identities/access-token'
import { IDENTITY_VERSIONS, requireApiVersion } from '../api-version'
import { requireResource } from '../authenticate'
import { modelError, validationError } from '../errors'
import { requireWithinLimit } from '../service-limits'
import { requireTeamsAccess, verifyTeamsToken } from './teams-token'

const text = z.string().catch('')
const bodySchema = z
  .object({ token: z.string().optional().catch(undefined), appId: text, userId: text })
  .catch({ token: undefined, appId: '', userId: '' })

const NO_TOKEN = "The body is either missing or doesn't contain any token."

type ExchangeBody = z.infer<typeof bodySchema>

/**
 * POST /teamsUser/:exchangeAccessToken: an ACS token for a Teams user's Entra token. The checks
 * come in the service's order: the token, then the fields, then their form, then what they claim.
 */
export async function exchangeTeamsToken(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const resource = await requireResource(request, emulator)
  requireApiVersion(request, IDENTITY_VERSIONS, '2022-06-01')
  requireWithinLimit(resource, 'exchange', emulator)
  const body = bodySchema.parse(readJson(request))
  if (body.token === undefined) throw modelError(NO_TOKEN)
  const claims = await verifyTeamsToken(body.token, emulator)
  requireFields(body)
  requireGuids(body)
  requireClaims(body, claims)
  requireTeamsAccess(claims, ['Teams.ManageCalls', 'Teams.ManageChats'], emulator)
  return json(200, issueTeamsToken(claims, resource, emulator))
}

function requireFields({ appId, userId }: ExchangeBody): void {
  if (appId === '') throw modelError('AppId: The AppId field is required.', 'AppId')
  if (userId === '') throw modelError('UserId: The UserId field is required.', 'UserId')
}

function requireGuids({ appId, userId }: ExchangeBody): void {
  if (!isGuid(appId)) throw validationError('Provided AppId has invalid format.', 'appId')
  if (!isGuid(userId)) throw validationError('Provided UserId has invalid format.', 'userId')
}

function requireClaims({ appId, userId }: ExchangeBody, claims: JWTPayload): void {
  if (!isSame(appId, claims.appid ?? claims.azp)) {
    throw validationError('AAD application is not the expected one.', 'appId')
  }
  if (!isSame(userId, claims.oid)) {
    throw validationError('Provided AAD token issued for unexpected user.', 'userId')
  }
}

function isSame(given: string, claim: unknown): boolean {
  return typeof claim === 'string' && given.toLowerCase() === claim.toLowerCase()
}
