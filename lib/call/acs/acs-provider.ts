import type { CallProvider } from '../call-provider'
import { joinAcsCall } from './acs-call'

/** Calls by Azure Communication Services, Teams meetings among them. */
export function acsProvider(): CallProvider {
  return { kind: 'acs', join: joinAcsCall }
}
