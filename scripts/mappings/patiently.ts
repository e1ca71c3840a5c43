import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '@/lib/errors/problem'
import { say } from './report'

const ATTEMPTS = 8
const LONGEST_PAUSE_S = 60

/** Does remote work again, after the pause that the service asks for, while it throttles or is unavailable. */
export async function patiently<T>(work: () => Promise<T>, pause = sleep): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Problem && error.status > 500 && attempt < ATTEMPTS)) throw error
      const asked = Number(error.headers['retry-after'] ?? 2 ** (attempt - 1))
      const seconds = Math.min(asked, LONGEST_PAUSE_S)
      say(`${error.code}: again in ${seconds} s`)
      await pause(seconds * 1000)
    }
  }
}
