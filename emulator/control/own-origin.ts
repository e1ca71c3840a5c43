import type { Emulator } from '../emulator'
import { type EmulatorRequest, header, RequestRefusal } from '../http'

/** Throws a 403 refusal for a request that a page of another origin sent. Programs send no origin. */
export function requireOwnOrigin(request: EmulatorRequest, { origin }: Emulator): void {
  const sender = header(request, 'origin')
  if (sender === undefined || sender === origin) return
  throw new RequestRefusal(403, 'ForeignOrigin', `The control API takes nothing from ${sender}.`)
}
