import 'server-only'
import { keepSigningKeys } from '@/lib/openid/signing-keys'
import { callKeyServer } from './call-provider'
import { findMetadata } from './metadata'

/** The provider's signing keys. */
export const providerKeys = keepSigningKeys(
  'The keys of the OpenID provider',
  callKeyServer,
  async (signal) => {
    const { jwks_uri } = await findMetadata()
    return fetch(jwks_uri, { signal, redirect: 'error' })
  },
)
