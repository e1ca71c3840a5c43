import type { Config, OidcPerson } from './config'

/** The sample provider beside Entra: a client, and people who have no Microsoft account. */
export const oidcSamples: Pick<Config, 'oidcClients' | 'oidcPeople'> = {
  oidcClients: [
    {
      provider: 'sample',
      clientId: 'sample-client',
      clientSecret: 'emulator-sample-oidc-secret-not-for-production',
      redirectUris: ['http://localhost:3000/api/auth/callback/oidc'],
      postLogoutRedirectUris: ['http://localhost:3000/signed-out'],
    },
  ],
  oidcPeople: [
    person('joan', 'Joan Clarke'),
    person('kathleen', 'Kathleen Booth'),
    person('dorothy', 'Dorothy Vaughan'),
  ],
}

function person(id: string, name: string): OidcPerson {
  return { provider: 'sample', id, name, email: `${id}@sample.example` }
}
