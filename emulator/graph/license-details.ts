import type { User } from '../core/config/config'
import type { Emulator } from '../core/emulator'
import { packGuids } from '../core/guid'
import { type EmulatorRequest, type EmulatorResponse, json, parameter } from '../core/http'
import {
  callerOf,
  requestDenied,
  requireDirectoryPermission,
  requireGraphCaller,
  requirePermission,
  requireToken,
} from './authenticate'
import { findPathUser, unknownObject } from './path-user'

// Office 365 E3, and of its service plans those that matter to calls.
// Source: https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference
const SKU_ID = '6fd2c87f-b296-42f0-b197-1e91e994b900'
const SERVICE_PLANS = [
  ['57ff2da0-773e-42df-b2af-ffb7a2317929', 'TEAMS1'],
  ['0feaeb32-d00e-4d66-bd5a-43b5b83db82c', 'MCOSTANDARD'],
].map(([servicePlanId, servicePlanName]) => ({
  servicePlanId,
  servicePlanName,
  provisioningStatus: 'Success',
  appliesTo: 'User',
}))

const EVERYBODY = [
  'LicenseAssignment.Read.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
  'User.Read.All',
  'User.ReadWrite.All',
]

/** GET /v1.0/me/licenseDetails. Source: https://learn.microsoft.com/graph/api/user-list-licensedetails */
export async function myLicenseDetails(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const { user, scopes } = await requireGraphCaller(request, emulator)
  requirePermission(scopes, 'User.Read', ...EVERYBODY)
  return json(200, licenseDetails(user, emulator))
}

/** GET /v1.0/users/{id}/licenseDetails: for oneself, and for administrators; apps by themselves have no such permission. */
export async function userLicenseDetails(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const claims = await requireToken(request, emulator)
  const caller = callerOf(claims, emulator)
  const user = findPathUser(request, claims, emulator)
  if (!caller) throw requestDenied()
  if (caller.user === user) requirePermission(caller.scopes, 'User.Read', ...EVERYBODY)
  else requireDirectoryPermission(claims, caller, ...EVERYBODY)
  if (user) return json(200, licenseDetails(user, emulator))
  throw unknownObject(parameter(request, 'id'))
}

function licenseDetails({ objectId, tenantId, teamsLicence }: User, { origin }: Emulator) {
  const license = {
    id: packGuids(tenantId, SKU_ID),
    skuId: SKU_ID,
    skuPartNumber: 'ENTERPRISEPACK',
    servicePlans: SERVICE_PLANS,
  }
  return {
    '@odata.context': `${origin}/v1.0/$metadata#users('${objectId}')/licenseDetails`,
    value: teamsLicence ? [license] : [],
  }
}
