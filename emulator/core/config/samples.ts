import type { App, CommunicationResource, Config, ManagedIdentity, Tenant, User } from './config'
import { oidcSamples } from './oidc-samples'

// Constants on purpose: whoever has signed in, or copied an id, finds it again after a restart.
// Secrets say what they are, so that a production configuration can reject them by their text.

const CONTOSO = 'c0000000-0000-4000-8000-000000000001'
const FABRIKAM = 'f0000000-0000-4000-8000-000000000001'
const WOODGROVE = 'cc000000-0000-4000-8000-000000000001'
const LITWARE = 'bc000000-0000-4000-8000-000000000001'
// The tenant of partner.example: guests come from it, and it isn't here.
const ELSEWHERE = 'e0000000-0000-4000-8000-000000000001'

export const SERVER_APP_ID = 'a0000000-0000-4000-8000-000000000001'
export const CLIENT_APP_ID = 'a0000000-0000-4000-8000-000000000002'
export const API_SCOPE = `api://${SERVER_APP_ID}/access_as_user`

const APP_URL = 'http://localhost:3000'
const GRAPH = 'https://graph.microsoft.com'
const TEAMS = 'https://auth.msft.communication.azure.com'

const serverApp: App = {
  clientId: SERVER_APP_ID,
  displayName: 'Sample server app',
  clientSecret: 'emulator-sample-secret-not-for-production',
  certificates: [],
  federatedCredentials: [],
  redirectUris: {
    web: [`${APP_URL}/api/auth/callback/azure-ad`, `${APP_URL}/signed-out`, `${APP_URL}/`],
    spa: [],
  },
  exposedScopes: ['access_as_user'],
  appRoles: [
    { value: 'Operator', users: [objectId(4)] },
    { value: 'Maintenance.Run', users: [] },
    { value: 'Acs.Admin', users: [objectId(10)] },
  ],
  requestedScopes: [`${GRAPH}/User.Read`, `${GRAPH}/User.ReadWrite`],
  requestedRoles: [`${GRAPH}/User.Read.All`],
  consentedScopes: [API_SCOPE, `${GRAPH}/User.Read`, `${GRAPH}/User.ReadWrite`],
  consentedRoles: [`api://${SERVER_APP_ID}/Maintenance.Run`],
  knownClientApplications: [],
}

const clientApp: App = {
  clientId: CLIENT_APP_ID,
  displayName: 'Sample client app',
  certificates: [],
  federatedCredentials: [],
  redirectUris: {
    web: [],
    spa: [`${APP_URL}/auth-redirect`, `${APP_URL}/signed-out`, `${APP_URL}/`],
  },
  exposedScopes: [],
  appRoles: [],
  requestedScopes: [
    API_SCOPE,
    `${TEAMS}/Teams.ManageCalls`,
    `${TEAMS}/Teams.ManageChats`,
    `${GRAPH}/User.ReadBasic.All`,
  ],
  requestedRoles: [],
  consentedScopes: [API_SCOPE],
  consentedRoles: [],
  knownClientApplications: [],
}

function managedIdentity(
  number: number,
  displayName: string,
  resourceId?: string,
): ManagedIdentity {
  return {
    tenantId: CONTOSO,
    clientId: `e0000000-0000-4000-8000-00000000000${number}`,
    objectId: `e0000000-0000-4000-8000-00000000001${number}`,
    displayName,
    consentedRoles: [],
    ...(resourceId !== undefined && { resourceId }),
  }
}

const systemAssigned = managedIdentity(1, 'Sample system-assigned identity')
const userAssigned = managedIdentity(
  2,
  'Sample user-assigned identity',
  '/subscriptions/e0000000-0000-4000-8000-000000000100/resourceGroups/samples/providers/Microsoft.ManagedIdentity/userAssignedIdentities/sample',
)

function resource(number: number, roleAssignments: string[] = []): CommunicationResource {
  return {
    resourceId: `ac500000-0000-4000-8000-00000000000${number}`,
    accessKey: Buffer.from(`emulator-sample-key-${number}-not-for-production`).toString('base64'),
    tenantId: CONTOSO,
    roleAssignments,
  }
}

function tenant(id: string, displayName: string, special: Partial<Tenant> = {}): Tenant {
  const domain = `${displayName.toLowerCase()}.example`
  return {
    id,
    displayName,
    domain,
    kind: 'workforce',
    policies: [],
    hasCommunicationServices: true,
    ...special,
  }
}

// Of customers, not of employees.
function customerTenant(id: string, displayName: string, special: Partial<Tenant>): Tenant {
  return tenant(id, displayName, { hasCommunicationServices: false, ...special })
}

function objectId(number: number): string {
  return `b0000000-0000-4000-8000-${String(number).padStart(12, '0')}`
}

/** An ordinary account of Contoso, unless `special` says otherwise. */
function person(number: number, displayName: string, special: Partial<User> = {}): User {
  const [givenName = '', surname = ''] = displayName.split(' ')
  const name = givenName.toLowerCase()
  const username = `${name}@contoso.example`
  return {
    tenantId: CONTOSO,
    objectId: objectId(number),
    username,
    password: `sample-password-of-${name}`,
    mail: special.username ?? username,
    displayName,
    givenName,
    surname,
    jobTitle: null,
    officeLocation: '18/2111',
    businessPhones: [`+1 425 555 01${String(number).padStart(2, '0')}`],
    teamsLicence: true,
    guest: false,
    homeTenantId: null,
    mayConsent: true,
    secondFactor: 'none',
    roles: [],
    ...special,
  }
}

/** The sample tenants, apps, accounts and ACS resources. The first of each kind is the usual one. */
export const samples: Config = {
  tenants: [
    tenant(CONTOSO, 'Contoso'),
    tenant(FABRIKAM, 'Fabrikam'),
    customerTenant(WOODGROVE, 'Woodgrove', { kind: 'external' }),
    customerTenant(LITWARE, 'Litware', { kind: 'b2c', policies: ['B2C_1_signupsignin'] }),
  ],
  apps: [serverApp, clientApp],
  resources: [resource(1, [SERVER_APP_ID, systemAssigned.objectId]), resource(2)],
  managedIdentities: [systemAssigned, userAssigned],
  ...oidcSamples,
  users: [
    person(1, 'Ada Lovelace', { jobTitle: 'Analyst' }),
    person(2, 'Grace Hopper', { jobTitle: 'Rear Admiral' }),
    person(3, 'Alan Turing', { jobTitle: 'Cryptanalyst', teamsLicence: false }),
    person(4, 'Katherine Johnson', {
      jobTitle: 'Administrator',
      roles: ['Global Administrator'],
    }),
    person(5, 'Mary Jackson', {
      username: 'mary@partner.example',
      jobTitle: 'Engineer',
      guest: true,
      homeTenantId: ELSEWHERE,
      teamsLicence: false,
    }),
    person(6, 'Edsger Dijkstra', { jobTitle: 'Programmer', secondFactor: 'required' }),
    person(7, 'Emmy Noether', { jobTitle: 'Lecturer', mayConsent: false }),
    person(8, 'Hedy Lamarr', {
      tenantId: FABRIKAM,
      username: 'hedy@fabrikam.example',
      jobTitle: 'Inventor',
    }),
    person(9, 'Barbara Liskov', { jobTitle: 'Professor', secondFactor: 'unregistered' }),
    person(10, 'Annie Easley', { jobTitle: 'Rocket Scientist' }),
    person(11, 'Radia Perlman', { jobTitle: 'Network Engineer' }),
    // The same person as a guest.
    person(12, 'Radia Perlman', {
      tenantId: FABRIKAM,
      guest: true,
      homeTenantId: CONTOSO,
      teamsLicence: false,
    }),
    person(13, 'Evelyn Granville', {
      tenantId: WOODGROVE,
      username: 'evelyn@woodgrove.example',
      teamsLicence: false,
    }),
    person(14, 'Mae Jemison', {
      tenantId: LITWARE,
      username: 'mae@litware.example',
      teamsLicence: false,
    }),
  ],
}
