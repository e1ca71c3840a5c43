import { API_SCOPE } from '@/lib/auth/verify-bearer'
import { openApi } from '@/lib/contract/openapi'
import { env } from '@/lib/env'
import { ok } from '@/lib/http/answers'
import { otherMethods } from '@/lib/http/other-methods'
import { route } from '@/lib/http/route'

export const GET = route(() => {
  const { appUrl, entra } = env()
  const description = openApi({
    serverUrl: appUrl,
    authority: `${entra.authorityHost}/${entra.tenantId}`,
    apiScope: `api://${entra.clientId}/${API_SCOPE}`,
  })
  return Promise.resolve(ok(description))
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET')
