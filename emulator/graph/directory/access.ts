import type { Emulator } from '../../core/emulator'
import type { EmulatorRequest } from '../../core/http'
import {
  callerOf,
  requireDirectoryPermission,
  requirePermission,
  requireToken,
  rolesOf,
} from '../authenticate'

/** Permissions of Graph that let one read applications and service principals. */
export const READ_APPLICATIONS = [
  'Application.Read.All',
  'Application.ReadWrite.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
]

/** The one that lets one change them. */
export const WRITE_APPLICATIONS = 'Application.ReadWrite.All'

/** The tenant whose directory a request may read, with one of the sufficient permissions. Throws 401 or 403. */
export async function requireReader(
  request: EmulatorRequest,
  emulator: Emulator,
  ...sufficient: string[]
): Promise<string> {
  const claims = await requireToken(request, emulator)
  const caller = callerOf(claims, emulator)
  requirePermission(caller?.scopes ?? rolesOf(claims), ...sufficient)
  return String(claims.tid)
}

/** The tenant whose directory a request may change: an app by its roles, an administrator by scopes. Throws 401 or 403. */
export async function requireWriter(
  request: EmulatorRequest,
  emulator: Emulator,
  ...sufficient: string[]
): Promise<string> {
  const claims = await requireToken(request, emulator)
  requireDirectoryPermission(claims, callerOf(claims, emulator), ...sufficient)
  return String(claims.tid)
}
