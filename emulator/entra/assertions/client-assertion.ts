import { decodeProtectedHeader } from 'jose/decode/protected_header'
import { decodeJwt } from 'jose/jwt/decode'
import type { App } from '../../core/config/config'
import type { Emulator } from '../../core/emulator'
import { isGuid } from '../../core/guid'
import { EntraError } from '../errors'
import { requireParameter } from '../grant-request'
import type { Authority } from '../tenants'
import { verifyCertificateAssertion } from './certificate'
import { verifyFederatedAssertion } from './federated'
import type { ClientAssertion } from './verify-assertion'

const TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/**
 * Throws an EntraError unless the request's client assertion is good: signed by the app itself, with
 * the key of a certificate, or by an issuer that the app trusts (workload identity federation).
 */
export async function verifyClientAssertion(
  form: URLSearchParams,
  app: App,
  authority: Authority,
  emulator: Emulator,
): Promise<void> {
  if (requireParameter(form, 'client_assertion_type') !== TYPE) {
    throw new EntraError(900144, 'client_assertion_type')
  }
  const assertion = readAssertion(requireParameter(form, 'client_assertion'))
  if ([assertion.claims.aud].flat().length > 1) throw new EntraError(5002741)
  if (isGuid(String(assertion.claims.iss))) {
    await verifyCertificateAssertion(assertion, app, authority, emulator)
  } else {
    await verifyFederatedAssertion(assertion, app, emulator)
  }
}

function readAssertion(text: string): ClientAssertion {
  try {
    return { text, header: decodeProtectedHeader(text), claims: decodeJwt(text) }
  } catch {
    throw new EntraError(50027, 'its form is not that of a JWT.')
  }
}
