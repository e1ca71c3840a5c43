/** The fields of a profile, under Microsoft Graph's names, and what each holds. Everything else derives from it. */
export const profileFields = {
  displayName: 'optionalText',
  mail: 'optionalText',
  userPrincipalName: 'text',
  businessPhones: 'texts',
  jobTitle: 'optionalText',
  officeLocation: 'optionalText',
  preferredLanguage: 'optionalText',
} as const

export type ProfileField = keyof typeof profileFields

type Kind = (typeof profileFields)[ProfileField]

/** The names of the fields, in their order. */
export const profileFieldNames = Object.keys(profileFields) as ProfileField[]

/** An object schema's shape: each field with the schema of its kind. */
export function profileShape<Schemas extends Record<Kind, unknown>>(schemas: Schemas) {
  const entries = profileFieldNames.map((field) => [field, schemas[profileFields[field]]])
  return Object.fromEntries(entries) as {
    [Field in ProfileField]: Schemas[(typeof profileFields)[Field]]
  }
}
