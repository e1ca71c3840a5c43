import type { CommunicationResource } from '../core/config/config'
import type { Emulator } from '../core/emulator'
import { COMMUNICATION_URI } from '../entra/tokens/resources'
import { bearerToken, type EmulatorRequest } from '../core/http'
import { verify } from '../core/verify'
import { denied } from './errors'
import { verifySignature } from './signature'

/**
 * The resource a request manages, by its access key or by Entra (managed identity). A Bearer token
 * names no resource: it means the first. Throws a 401.
 */
export async function requireResource(
  request: EmulatorRequest,
  { config, keys, now, machineTime }: Emulator,
): Promise<CommunicationResource> {
  const token = bearerToken(request)
  if (token === undefined) return verifySignature(request, config.resources, [now(), machineTime()])
  const claims = await verify(keys, 'entra', token, now()).catch(() => undefined)
  const [first] = config.resources
  if (!first || String(claims?.aud).replace(/\/$/, '') !== COMMUNICATION_URI) throw denied()
  return first
}
