import * as z from 'zod'
import { findUserByName, type User } from '../core/config/config'
import type { Emulator } from '../core/emulator'
import {
  type EmulatorRequest,
  type EmulatorResponse,
  json,
  parameter,
  readJsonAs,
  RequestError,
} from '../core/http'
import { changeAccount, changesOf, signInsValidFrom } from '../core/store/account-changes'
import { requireOwnOrigin } from './own-origin'

const bodySchema = z.strictObject({
  disabled: z.boolean().optional(),
  deleted: z.boolean().optional(),
  /** A new one, which ends what was begun with the old one. */
  password: z.string().min(1).optional(),
  revokeSessions: z.literal(true).optional(),
})

/** GET /_emulator/users/{username or object id}: what has become of an account since the last reset. */
export function showUser(request: EmulatorRequest, emulator: Emulator): EmulatorResponse {
  const user = requireUser(request, emulator)
  const { disabled, deleted, password, passwordChangedAt, revokedAt } = changesOf(
    user,
    emulator.store,
  )
  return json(200, {
    username: user.username,
    objectId: user.objectId,
    tenantId: user.tenantId,
    disabled,
    deleted,
    password: password ?? user.password,
    passwordChangedAt: timeOf(passwordChangedAt),
    sessionsRevokedAt: timeOf(revokedAt),
  })
}

/** POST /_emulator/users/{username or object id}: changes what the body names, until the next reset. */
export function changeUser(request: EmulatorRequest, emulator: Emulator): EmulatorResponse {
  requireOwnOrigin(request)
  const user = requireUser(request, emulator)
  const { disabled, deleted, password, revokeSessions } = readJsonAs(request, bodySchema)
  // After everything that was issued until now, though the clock may stand still.
  const { lastIssued } = emulator.store.grants
  const next = Math.max(emulator.now(), lastIssued, signInsValidFrom(user, emulator)) + 1
  changeAccount(
    user,
    {
      ...(disabled !== undefined && { disabled }),
      ...(deleted !== undefined && { deleted }),
      ...(password !== undefined && { password, passwordChangedAt: next }),
      ...(revokeSessions && { revokedAt: next }),
    },
    emulator.store,
  )
  return showUser(request, emulator)
}

// A guest's account in another tenant has the same username: it is found by its object id.
function requireUser(request: EmulatorRequest, { config }: Emulator): User {
  const name = parameter(request, 'user')
  const user =
    config.users.find(({ objectId }) => objectId === name.toLowerCase()) ??
    findUserByName(config, name)
  if (user) return user
  throw new RequestError(404, 'NotFound', `There is no account ${name}.`)
}

function timeOf(milliseconds: number): string | null {
  return milliseconds === 0 ? null : new Date(milliseconds).toISOString()
}
