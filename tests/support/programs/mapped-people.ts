export const TENANT = 'c0000000-0000-4000-8000-000000000001'
export const NAME = 'com.contoso.identityMapping'

const RESOURCE = 'ac500000-0000-4000-8000-000000000001'
export const OTHER_RESOURCE = 'ac500000-0000-4000-8000-000000000002'

// People whom only the test knows, and their identities at ACS, by number.

export const personOf = (number: number) =>
  `b1000000-0000-4000-8000-${String(number).padStart(12, '0')}`
export const identityOf = (number: number, resource = RESOURCE) =>
  `8:acs:${resource}_00000005-14ef-4000-8000-${String(number).padStart(12, '0')}`
export const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

/** A user, for a seed file. */
export const user = (number: number) => ({
  tenantId: TENANT,
  objectId: personOf(number),
  username: `person${number}@contoso.example`,
  password: 'sample',
  displayName: `Person ${number}`,
  givenName: 'Person',
  surname: String(number),
  mail: `person${number}@contoso.example`,
  teamsLicence: false,
})

/** A user as Microsoft's sample left them, and as Graph lists them. */
export const listed = (number: number, acsUserIdentity: unknown = identityOf(number)) => ({
  id: personOf(number),
  extensions: [
    {
      '@odata.type': '#microsoft.graph.openTypeExtension',
      extensionName: NAME,
      id: NAME,
      acsUserIdentity,
    },
  ],
})
