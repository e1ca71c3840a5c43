import 'server-only'
import { API_SCOPE, openApi } from '@/lib/contract/openapi'
import { env } from '@/lib/env'

let description: ReturnType<typeof openApi> | undefined

/** The description of the API as this server serves it; made once. */
export function describeApi() {
  const { appUrl, entra } = env()
  description ??= openApi({
    serverUrl: appUrl,
    authority: `${entra.authorityHost}/${entra.tenantId}`,
    apiScope: `api://${entra.clientId}/${API_SCOPE}`,
  })
  return description
}
