import type { App } from '../core/config/config'
import { EntraError } from './errors'
import type { ClientProof } from './tokens/access-token'
import type { Authority } from './tenants'

/** A token request whose sender is known. */
export interface GrantRequest {
  authority: Authority
  app: App
  proof: ClientProof
  form: URLSearchParams
  /** Whether a browser sent it from a page: single-page apps must, all others must not. */
  crossOrigin: boolean
}

/** A parameter's value. Throws AADSTS900144 when it is missing or empty. */
export function requireParameter(form: URLSearchParams, name: string): string {
  const value = form.get(name)
  if (!value) throw new EntraError(900144, name)
  return value
}
