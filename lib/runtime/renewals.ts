import 'server-only'
import { renewDueSessions } from '@/lib/auth/session/renew-due-sessions'
import { log } from '@/lib/observability/log'

const PAUSE_MS = 5_000
const LONGEST_PAUSE_MS = 60_000

/** Renews sessions for as long as the process lives: every 5 s, and less often while that fails. */
export function startRenewals(pause = PAUSE_MS): void {
  setTimeout(() => {
    void renewDueSessions().then(
      () => startRenewals(),
      (err: unknown) => {
        log().warn({ err }, 'renewals failed')
        startRenewals(Math.min(pause * 2, LONGEST_PAUSE_MS))
      },
    )
  }, pause).unref()
}
