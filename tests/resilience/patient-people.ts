import { setTimeout as sleep } from 'node:timers/promises'
import { Agent, request } from 'undici'

/** How a person came to their identity and token. */
export interface Visit {
  acsUserId: string
  /** The seconds they were told to wait, each time they were refused. */
  waits: number[]
  /** The status of each response that neither served them nor said when to come back; 0 where there was none. */
  failures: number[]
  /** When they asked, each time, and when they were served; in milliseconds since the first of all began. */
  askedAt: number[]
  servedAt: number
}

interface PeopleOptions {
  url: string
  /** Each person's headers. */
  headers: Record<string, string>[]
  /** Over how long they arrive; in milliseconds. */
  withinMs: number
  /** How many requests are under way at once; the others wait in front of the server. */
  connections?: number
}

const FAILED_PAUSE_SECONDS = 10
const CONNECTIONS = 256

/**
 * People who all want their first token, as clients that do as they are told: who is refused comes back after
 * as many seconds as `Retry-After` says. Settles when everybody is served.
 */
export async function serveEverybody({
  url,
  headers,
  withinMs,
  connections = CONNECTIONS,
}: PeopleOptions): Promise<Visit[]> {
  const dispatcher = new Agent({ connections, headersTimeout: 60_000, bodyTimeout: 60_000 })
  const begunAt = performance.now()
  const visit = async (own: Record<string, string>): Promise<Visit> => {
    await sleep(Math.random() * withinMs)
    const waits: number[] = []
    const failures: number[] = []
    const askedAt: number[] = []
    for (;;) {
      askedAt.push(performance.now() - begunAt)
      const response = await ask(`${url}/api/token`, own, dispatcher)
      if (response.status === 201) {
        const servedAt = performance.now() - begunAt
        return { acsUserId: response.acsUserId, waits, failures, askedAt, servedAt }
      }
      const isRefused = [429, 503].includes(response.status) && response.retryAfter > 0
      if (isRefused) waits.push(response.retryAfter)
      else failures.push(response.status)
      await sleep((isRefused ? response.retryAfter : FAILED_PAUSE_SECONDS) * 1000)
    }
  }
  const visits = await Promise.all(headers.map(visit))
  await dispatcher.close()
  return visits
}

interface Answer {
  status: number
  retryAfter: number
  acsUserId: string
}

async function ask(
  url: string,
  headers: Record<string, string>,
  dispatcher: Agent,
): Promise<Answer> {
  try {
    const response = await request(url, { method: 'POST', headers, dispatcher })
    const body = (await response.body.json()) as { user?: { communicationUserId: string } }
    return {
      status: response.statusCode,
      retryAfter: Number(response.headers['retry-after'] ?? 0),
      acsUserId: body.user?.communicationUserId ?? '',
    }
  } catch {
    return { status: 0, retryAfter: 0, acsUserId: '' }
  }
}
