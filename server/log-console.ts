import { format, stripVTControlCharacters } from 'node:util'
import { log } from '@/lib/observability/log'

const levels = { error: 'error', warn: 'warn', log: 'info', info: 'info', debug: 'debug' } as const

/**
 * Turns what Next.js and libraries write to the console into lines of the log, so that every line
 * the process prints is JSON, and none shows a token.
 */
export function logConsole(): void {
  for (const [method, level] of Object.entries(levels)) {
    Object.assign(console, {
      [method]: (...args: unknown[]) => {
        const text = stripVTControlCharacters(format(...args)).trim()
        if (text !== '') log()[level]({ source: 'console' }, text)
      },
    })
  }
}
