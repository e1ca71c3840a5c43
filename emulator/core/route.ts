import type { Endpoint } from './emulator'
import type { Operation } from './operations'

export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

export interface Route extends Partial<Record<(typeof METHODS)[number], Endpoint>> {
  /** `{name}` is any one segment; everything else is taken literally, colons too. */
  path: string
  /** What faults, counts and the request log call it. The control API has none. */
  operation?: Operation
  /** Pages of any origin may call it, as they may call Entra's; or those of registered apps alone. */
  crossOrigin?: 'any' | 'apps'
}
