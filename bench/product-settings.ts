import { localSettings } from '../scripts/local-settings.js'
import type { Emulator } from '../tests/support/programs/emulator'
import { sessionCookie } from '../tests/support/server/session-cookie'

const SECRET = 'only for benchmarks, which is what this is for'

/** This product's settings on a database, once its own address is known. The log is written as in production. */
export function productSettings(
  emulator: Emulator,
  databaseUrl: string,
  settings: Record<string, string> = {},
) {
  return (appUrl: string) => ({
    ...localSettings({
      appUrl,
      emulatorUrl: emulator.url,
      databaseUrl,
      secret: SECRET,
      emulator: emulator.config,
    }),
    LOG_LEVEL: 'info',
    ...settings,
  })
}

/** A session cookie of one person. */
export async function cookieOf(subject: string, directory: string, sid: string): Promise<string> {
  return `acs-auth.session=${await sessionCookie({ sid, directory, subject }, SECRET)}`
}
