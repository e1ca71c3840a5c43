import type { User } from '../core/config/config'
import type { Emulator } from '../core/emulator'
import type { EmulatorRequest } from '../core/http'
import { changesOf } from '../core/store/account-changes'
import { GraphError } from './errors'
import { extensionsOf } from './extension-resource'
import { pageOf } from './page'

// What Graph shows when nothing is selected.
const DEFAULT_PROPERTIES = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',
]

/** A user as Graph shows them, with `$select` and `$expand=extensions`. Throws 400 for other options. */
export function userResource(user: User, request: EmulatorRequest, emulator: Emulator) {
  return {
    '@odata.context': `${contextOf(request, emulator)}/$entity`,
    ...shownProperties(user, request, emulator),
  }
}

/** A page of users as Graph lists them, with the options of `userResource`. Throws as that does. */
export function userCollection(
  users: readonly User[],
  request: EmulatorRequest,
  emulator: Emulator,
) {
  const { items, nextLink } = pageOf(users, request, emulator)
  return {
    '@odata.context': contextOf(request, emulator),
    ...(nextLink !== undefined && { '@odata.nextLink': nextLink }),
    value: items.map((user) => shownProperties(user, request, emulator)),
  }
}

function contextOf(request: EmulatorRequest, { origin }: Emulator): string {
  const selected = selectedNames(request)
  return `${origin}/v1.0/$metadata#users${selected ? `(${selected.join(',')})` : ''}`
}

function selectedNames({ query }: EmulatorRequest): string[] | undefined {
  return query
    .get('$select')
    ?.split(',')
    .map((name) => name.trim())
}

function shownProperties(user: User, request: EmulatorRequest, emulator: Emulator) {
  const properties = userProperties(user, emulator)
  const names = selectedNames(request) ?? DEFAULT_PROPERTIES
  return {
    ...Object.fromEntries(names.map((name) => [name, property(properties, name)])),
    ...(expandsExtensions(request) && { extensions: extensionsOf(user, emulator) }),
  }
}

/** All that Graph knows of a user here. */
export function userProperties(user: User, { store }: Pick<Emulator, 'store'>) {
  return {
    accountEnabled: !changesOf(user, store).disabled,
    businessPhones: user.businessPhones,
    displayName: user.displayName,
    givenName: user.givenName,
    id: user.objectId,
    jobTitle: user.jobTitle,
    mail: user.mail,
    mobilePhone: null,
    officeLocation: user.officeLocation,
    preferredLanguage: 'en-US',
    surname: user.surname,
    userPrincipalName: user.username,
    userType: user.guest ? 'Guest' : 'Member',
  }
}

function property(properties: Record<string, unknown>, name: string): unknown {
  if (Object.hasOwn(properties, name)) return properties[name]
  throw badRequest(`Could not find a property named '${name}' on type 'microsoft.graph.user'.`)
}

function expandsExtensions({ query }: EmulatorRequest): boolean {
  const expand = query.get('$expand')
  if (expand === null || expand === 'extensions') return expand !== null
  throw badRequest(`The emulator can expand extensions only, not '${expand}'.`)
}

function badRequest(message: string): GraphError {
  return new GraphError(400, 'BadRequest', message)
}
