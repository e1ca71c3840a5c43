import { type EmulatorRequest, header, RequestError } from '../core/http'

/**
 * Throws a 403 for a request that a page of another origin sent: browsers say so in `Origin`
 * on every POST and DELETE, programs send none. The host was found to be this machine before.
 */
export function requireOwnOrigin(request: EmulatorRequest): void {
  const sender = header(request, 'origin')
  // A port has one scheme: whose host it is, theirs is the scheme, too, also before a proxy with TLS.
  if (sender === undefined || sender.replace(/^https?:\/\//, '') === header(request, 'host')) return
  throw new RequestError(403, 'ForeignOrigin', `The control API takes nothing from ${sender}.`)
}
