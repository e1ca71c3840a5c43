import 'server-only'
import { log } from '@/lib/observability/log'

const PAUSE_MS = 5_000
const LONGEST_PAUSE_MS = 60_000

/**
 * Does work again and again for as long as the process lives: every 5 s, and less often while it fails, down
 * to once a minute; `failed` is what the log says then.
 */
export function keepDoing(work: () => Promise<unknown>, failed: string, pause = PAUSE_MS): void {
  setTimeout(() => {
    void work().then(
      () => keepDoing(work, failed),
      (err: unknown) => {
        log().warn({ err }, failed)
        keepDoing(work, failed, Math.min(pause * 2, LONGEST_PAUSE_MS))
      },
    )
  }, pause).unref()
}
