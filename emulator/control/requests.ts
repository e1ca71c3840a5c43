import type { Emulator } from '../core/emulator'
import { type EmulatorRequest, type EmulatorResponse, json } from '../core/http'
import { describeRequest } from '../core/request-log'

/** GET /_emulator/requests?operation=: the last requests, oldest first, without their secrets. */
export function showRequests({ query }: EmulatorRequest, { store }: Emulator): EmulatorResponse {
  const operation = query.get('operation')
  const shown = store.requests.filter((entry) => !operation || entry.operation === operation)
  return json(200, shown.map(describeRequest))
}
