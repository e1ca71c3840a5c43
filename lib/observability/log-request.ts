import 'server-only'
import { log } from './log'

/** A request that was completed. */
export interface CompletedRequest {
  method: string
  /** Without the query. */
  path: string
  status: number
  seconds: number
}

const LONGEST_PATH = 200

/** A path as the log shows it: whoever asks chooses it, and must not fill the log. */
export function loggedPath(path: string): string {
  return path.slice(0, LONGEST_PATH)
}

/** The line that each request has in the log at `debug`. */
export function logRequest({ method, path, status, seconds }: CompletedRequest): void {
  const duration = Math.round(seconds * 1000)
  log().debug({ method, path: loggedPath(path), status, duration }, 'request completed')
}
