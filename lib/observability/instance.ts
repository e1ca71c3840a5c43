import 'server-only'
import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { version } from '@/package.json'

/** The product's version, as package.json has it. */
export const serviceVersion = version

// On globalThis: the copies of this module that a process holds are one instance.
const holder = globalThis as { acsInstance?: string }

/** Names this process among all instances: its machine or container, and something of its own. */
export function instanceId(): string {
  return (holder.acsInstance ??= `${hostname()}-${randomBytes(3).toString('hex')}`)
}
