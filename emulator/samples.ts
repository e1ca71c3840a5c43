import { type App, type CommunicationResource, type Config, configSchema } from './config'

// Constants on purpose: whoever has signed in, or copied an id, finds it again after a restart.
// Secrets say what they are, so that a production configuration can refuse them by their text.

const CONTOSO = 'c0000000-0000-4000-8000-000000000001'
const FABRIKAM = 'f0000000-0000-4000-8000-000000000001'

export const SERVER_APP_ID = 'a0000000-0000-4000-8000-000000000001'
export const CLIENT_APP_ID = 'a0000000-0000-4000-8000-000000000002'
export const API_SCOPE = `api://${SERVER_APP_ID}/access_as_user`

const APP_URL = 'http://localhost:3000'

const serverApp: App = {
  clientId: SERVER_APP_ID,
  displayName: 'Sample server app',
  clientSecret: 'emulator-sample-secret-not-for-production',
  redirectUris: {
    web: [`${APP_URL}/api/auth/callback/azure-ad`, `${APP_URL}/signed-out`, `${APP_URL}/`],
    spa: [],
  },
  exposedScopes: ['access_as_user'],
  consentedScopes: [
    API_SCOPE,
    'https://graph.microsoft.com/User.Read',
    'https://graph.microsoft.com/User.ReadWrite',
  ],
}

const clientApp: App = {
  clientId: CLIENT_APP_ID,
  displayName: 'Sample client app',
  redirectUris: {
    web: [],
    spa: [`${APP_URL}/auth-redirect`, `${APP_URL}/signed-out`, `${APP_URL}/`],
  },
  exposedScopes: [],
  consentedScopes: [API_SCOPE],
}

function resource(number: number): CommunicationResource {
  return {
    resourceId: `ac500000-0000-4000-8000-00000000000${number}`,
    accessKey: Buffer.from(`emulator-sample-key-${number}-not-for-production`).toString('base64'),
  }
}

function person(number: number, displayName: string, domain: string) {
  const [givenName = '', surname = ''] = displayName.split(' ')
  const name = givenName.toLowerCase()
  return {
    objectId: `b0000000-0000-4000-8000-00000000000${number}`,
    username: `${name}@${domain}`,
    password: `sample-password-of-${name}`,
    mail: `${name}@${domain}`,
    displayName,
    givenName,
    surname,
    officeLocation: '18/2111',
    businessPhones: [`+1 425 555 010${number}`],
  }
}

const contoso = (number: number, displayName: string) => ({
  tenantId: CONTOSO,
  ...person(number, displayName, 'contoso.example'),
})

/** The sample tenants, apps, accounts and ACS resources. The first of each kind is the usual one. */
export const samples: Config = configSchema.parse({
  tenants: [
    { id: CONTOSO, displayName: 'Contoso', domain: 'contoso.example' },
    { id: FABRIKAM, displayName: 'Fabrikam', domain: 'fabrikam.example' },
  ],
  apps: [serverApp, clientApp],
  resources: [resource(1), resource(2)],
  users: [
    { ...contoso(1, 'Ada Lovelace'), jobTitle: 'Analyst', teamsLicence: true },
    { ...contoso(2, 'Grace Hopper'), jobTitle: 'Rear Admiral', teamsLicence: true },
    { ...contoso(3, 'Alan Turing'), jobTitle: 'Cryptanalyst' },
    {
      ...contoso(4, 'Katherine Johnson'),
      jobTitle: 'Administrator',
      teamsLicence: true,
      roles: ['Global Administrator'],
    },
    {
      tenantId: CONTOSO,
      ...person(5, 'Mary Jackson', 'partner.example'),
      jobTitle: 'Engineer',
      guest: true,
    },
    {
      ...contoso(6, 'Edsger Dijkstra'),
      jobTitle: 'Programmer',
      teamsLicence: true,
      mfaDemanded: true,
    },
    { ...contoso(7, 'Emmy Noether'), jobTitle: 'Lecturer', teamsLicence: true, mayConsent: false },
    {
      tenantId: FABRIKAM,
      ...person(8, 'Hedy Lamarr', 'fabrikam.example'),
      jobTitle: 'Inventor',
      teamsLicence: true,
    },
  ],
})
