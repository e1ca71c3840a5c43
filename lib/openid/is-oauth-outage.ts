import 'server-only'
import { ResponseBodyError } from 'openid-client'

/** Whether an error says that the provider is unavailable, and not that it refused. */
export function isOAuthOutage(error: Error): boolean {
  if (error instanceof ResponseBodyError) return error.status >= 500
  return !(error.cause instanceof Response) || error.cause.status >= 500
}
