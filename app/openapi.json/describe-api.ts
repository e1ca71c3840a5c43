import 'server-only'
import { configuredDirectory } from '@/lib/auth/directories/configured-directory'
import { openApi } from '@/lib/contract/openapi'
import { env } from '@/lib/env'

let description: ReturnType<typeof openApi> | undefined

/** The description of the API as this server serves it; made once. */
export function describeApi() {
  description ??= openApi({
    serverUrl: env().appUrl,
    authorization: configuredDirectory().apiAuthorization(),
  })
  return description
}
