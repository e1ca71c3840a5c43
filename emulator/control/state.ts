import type { Emulator } from '../core/emulator'
import { type EmulatorResponse, json } from '../core/http'

/** GET /_emulator/state: the identities, deleted ones too, and how often each operation did its work. */
export function showState(_request: unknown, { store }: Emulator): EmulatorResponse {
  const identities = [...store.identities.values()].map(
    ({ id, resourceId, createdAt, deleted, tokensIssued }) => ({
      id,
      resourceId,
      createdAt: new Date(createdAt).toISOString(),
      deleted,
      tokensIssued,
    }),
  )
  return json(200, { identities, counts: Object.fromEntries(store.counts) })
}
