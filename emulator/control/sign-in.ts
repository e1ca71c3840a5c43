import * as z from 'zod'
import { findUserByName } from '../core/config/config'
import type { Emulator } from '../core/emulator'
import {
  type EmulatorRequest,
  type EmulatorResponse,
  json,
  readJsonAs,
  RequestError,
} from '../core/http'
import { newSession, sealSession, SESSION_COOKIE } from '../entra/authorize/session'
import { requireOwnOrigin } from './own-origin'

const bodySchema = z.strictObject({
  username: z.string(),
  /** Whether the second factor was shown, too. */
  multiFactor: z.boolean().default(false),
})

/**
 * POST /_emulator/sign-in: a browser state in which a person has signed in, in the form of Playwright's
 * `storageState`, so that a test sees no account picker.
 */
export async function signIn(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  requireOwnOrigin(request)
  const { username, multiFactor } = readJsonAs(request, bodySchema)
  const user = findUserByName(emulator.config, username)
  if (!user) throw new RequestError(400, 'BadRequest', `There is no account ${username}.`)
  const { protocol, hostname } = new URL(emulator.origin)
  const secure = protocol === 'https:'
  const cookie = {
    name: SESSION_COOKIE,
    value: await sealSession({ ...newSession(user), multiFactor }, emulator),
    domain: hostname,
    path: '/',
    expires: -1,
    httpOnly: true,
    secure,
    sameSite: secure ? 'None' : 'Lax',
  }
  return json(200, { cookies: [cookie], origins: [] })
}
