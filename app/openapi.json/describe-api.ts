import 'server-only'
import { API_SCOPE } from '@/lib/auth/verify-bearer'
import { openApi } from '@/lib/contract/openapi'
import { env } from '@/lib/env'

/** The description of the API as this server serves it. */
export function describeApi() {
  const { appUrl, entra } = env()
  return openApi({
    serverUrl: appUrl,
    authority: `${entra.authorityHost}/${entra.tenantId}`,
    apiScope: `api://${entra.clientId}/${API_SCOPE}`,
  })
}
