import { isDecodable, refuseMalformedPath } from '@/lib/http/malformed-path'
import { isRefusal } from '@/lib/http/reject-other-methods'

/** Responds to a request. */
export type Handler = (request: Request) => Promise<Response>

/** The handlers of one path by method, as its route.ts exports them. */
type Handlers = Readonly<Record<string, Handler>>

/** The handlers of each path, such as `/api/token`. */
export type Routes = Readonly<Record<string, Handlers>>

/** The path of the handlers for whatever else is asked for. */
export const ANYTHING_ELSE = '/api/*'

/**
 * Finds the handler for a request as Next.js does: by its path, percent-encoded or not, with or without
 * a slash at the end, and by its method; HEAD is GET where it has no handler of its own.
 */
export function createDispatcher(routes: Routes): (path: string, method: string) => Handler {
  const known = new Map(Object.entries(routes))
  const anythingElse = known.get(ANYTHING_ELSE)
  const nothing = anythingElse?.GET
  if (!nothing) throw new Error(`There is no route for ${ANYTHING_ELSE}.`)
  return (path, method) => {
    let handlers = known.get(path)
    if (!handlers) {
      if (!isDecodable(path)) return refuseMalformedPath
      handlers = known.get(plain(path)) ?? anythingElse
    }
    if (method === 'HEAD') return handlers.HEAD ?? handlers.GET ?? nothing
    return handlers[method] ?? Object.values(handlers).find(isRefusal) ?? nothing
  }
}

function plain(path: string): string {
  return decodeURIComponent(path).replace(/\/$/, '')
}
