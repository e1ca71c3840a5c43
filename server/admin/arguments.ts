import { parseArgs } from 'node:util'
import { UsageError } from '../arguments'
import type { CallerId } from '@/lib/auth/caller'
import type { OperatorAction, PeopleQuery } from '@/lib/contract/schemas'

export const help = `Looks after people’s identities, as the page /admin does: npm run admin -- <command> [options]

  list [--after NEXT]                       a page of all identities
  find --subject ID | --acs-user-id ID      somebody’s
  revoke-tokens   --directory D --subject S ends their ACS tokens
  sign-out        --directory D --subject S ends their sessions on every device
  delete-identity --directory D --subject S deletes their ACS identity
  erase           --directory D --subject S sign-out and delete-identity
  retry           --directory D --subject S has what is pending at ACS done now
  export          --directory D --subject S all that is kept about them, as JSON
  leavers [--erase]                         who is gone from Entra; with --erase they are erased
  teams-phone get|set|remove --directory D --subject S
                                            who may use Teams Phone: tenant id and object id of a person, or
                                            of a resource account with --resource-account; --client ID, once
                                            or more, is the app that they use

  --yes     asks for no confirmation
  --many    erases leavers even where so many are gone that it looks like a mistake
  --help    this text

Directory and subject are tenant id and object id; with another OpenID provider issuer and sub. What is
found goes to standard output, a JSON object a line; what is done goes on record with the name of the user
of the operating system. The command needs the configuration of the server.
`

/** What is to be done. */
export type Command =
  | { name: 'help' }
  | { name: 'find'; query: PeopleQuery }
  | { name: 'act'; action: OperatorAction; person: CallerId; isConfirmed: boolean }
  | { name: 'export'; person: CallerId }
  | { name: 'leavers'; erases: boolean; evenMany: boolean; isConfirmed: boolean }
  | { name: 'teams-phone'; change: PhoneChange; person: CallerId; isConfirmed: boolean }

/** What becomes of a Teams Phone assignment. */
export type PhoneChange =
  | { verb: 'get' | 'remove' }
  | { verb: 'set'; principalType: 'user' | 'resourceAccount'; clientIds: string[] }

const actions: Record<string, OperatorAction> = {
  'revoke-tokens': 'revoke_tokens',
  'sign-out': 'sign_out',
  'delete-identity': 'delete_identity',
  erase: 'erase',
  retry: 'retry',
}

/** Which of the options a command has. */
const known = new Map<string, readonly string[]>(
  Object.entries({
    list: ['after'],
    find: ['subject', 'acs-user-id'],
    export: ['directory', 'subject'],
    leavers: ['erase', 'many', 'yes'],
    'teams-phone': ['directory', 'subject', 'client', 'resource-account', 'yes'],
    ...Object.fromEntries(
      Object.keys(actions).map((name) => [name, ['directory', 'subject', 'yes']]),
    ),
  }),
)

/** What the command line asks for. Throws UsageError. */
export function readCommand(argv: readonly string[]): Command {
  const { positionals, values } = parse(argv)
  if (values.help) return { name: 'help' }
  const [name, ...rest] = positionals
  if (name === undefined) throw new UsageError('There is no command.')
  const options = known.get(name)
  if (!options) throw new UsageError(`There is no command ${name}.`)
  const verb = name === 'teams-phone' ? rest.shift() : undefined
  if (rest.length > 0) throw new UsageError(`What is ${rest.join(' ')}?`)
  const foreign = Object.keys(values).find((option) => !options.includes(option))
  if (foreign !== undefined) throw new UsageError(`${name} has no option --${foreign}.`)
  const action = actions[name]
  if (action) return { name: 'act', action, person: personOf(values), isConfirmed: !!values.yes }
  if (name === 'export') return { name, person: personOf(values) }
  const isConfirmed = !!values.yes
  if (name === 'leavers') {
    return { name, erases: !!values.erase, evenMany: !!values.many, isConfirmed }
  }
  if (name === 'teams-phone') {
    return { name, change: phoneChange(verb, values), person: personOf(values), isConfirmed }
  }
  return { name: 'find', query: name === 'list' ? listQuery(values) : findQuery(values) }
}

type Values = ReturnType<typeof parse>['values']

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        after: { type: 'string' },
        subject: { type: 'string' },
        directory: { type: 'string' },
        'acs-user-id': { type: 'string' },
        client: { type: 'string', multiple: true },
        'resource-account': { type: 'boolean' },
        erase: { type: 'boolean' },
        many: { type: 'boolean' },
        yes: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

function personOf({ directory, subject }: Values): CallerId {
  if (!directory || !subject) throw new UsageError('Say who: --directory and --subject.')
  return { directory, subject }
}

function phoneChange(verb: string | undefined, values: Values): PhoneChange {
  const { client: clientIds = [], 'resource-account': isResource } = values
  if (verb === 'get' || verb === 'remove') return { verb }
  if (verb !== 'set') throw new UsageError('Say what: teams-phone get, set or remove.')
  if (clientIds.length === 0) throw new UsageError('Say which app they use: --client.')
  return { verb, principalType: isResource ? 'resourceAccount' : 'user', clientIds }
}

function listQuery({ after }: Values): PeopleQuery {
  return after === undefined ? {} : { after }
}

function findQuery({ subject, 'acs-user-id': acsUserId }: Values): PeopleQuery {
  if (subject && !acsUserId) return { subject }
  if (acsUserId && !subject) return { acsUserId }
  throw new UsageError('Say who: either --subject or --acs-user-id.')
}
