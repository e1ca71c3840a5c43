import * as z from 'zod'
import type { Emulator } from '../core/emulator'
import { type EmulatorRequest, type EmulatorResponse, json, readJsonAs } from '../core/http'
import { cookieSite } from '../core/cookie-site'
import { newSession, sealSession, SESSION_COOKIE } from '../entra/authorize/session'
import { requireOwnOrigin } from './own-origin'
import { requireAccount } from './require-account'

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
  const user = requireAccount(emulator.config, username)
  const cookie = {
    name: SESSION_COOKIE,
    value: await sealSession({ ...newSession(user), multiFactor }, emulator),
    domain: new URL(emulator.origin).hostname,
    path: '/',
    expires: -1,
    httpOnly: true,
    ...cookieSite(emulator),
  }
  return json(200, { cookies: [cookie], origins: [] })
}
