import { parseArgs } from 'node:util'
import { UsageError } from '@/server/arguments'

export const HELP = `Moves identity mappings between the database, Microsoft Graph and files.

  npm run mappings -- export [--from database|graph] [--output FILE]
      Writes mappings as JSON lines, to FILE or to standard output.
  npm run mappings -- import FILE [--tenant ID] [--dry-run]
      Reads mappings from JSON lines into the database; FILE may be - for standard input. A line is a mapping as
      export writes it, or a user, or a page of users, as Microsoft Graph lists them with their extensions:
      those are of the tenant ID.
  npm run mappings -- migrate [--to database|graph] [--remove] [--dry-run]
      To the database (the default): reads the extensions of all users, as
      communication-services-authentication-hero writes them. With --remove each extension is deleted once its
      mapping is in the database. To graph: writes an extension for each mapping.

  --extension NAME   the name of the extension; default: GRAPH_EXTENSION_NAME
  --tenant ID        a tenant whose users are read, may be repeated; default: all that may sign in
  --dry-run          says what would be done, and writes nothing
  --help             this text

All can be stopped and repeated: what is there already is left as it is. Reading Graph needs the application
permission User.Read.All of the server app; --remove and --to graph need User.ReadWrite.All. What can't be done is
a JSON line on standard output each. Exit codes: 0 all done, 1 failed, 2 wrong arguments, 3 conflicts.`

/** What the command is asked to do. */
export type Command =
  | { name: 'help' }
  | { name: 'export'; from: Store; output: string | undefined; options: Options }
  | { name: 'import'; file: string; options: Options }
  | { name: 'migrate'; to: Store; remove: boolean; options: Options }

export type Store = 'database' | 'graph'

export interface Options {
  extension: string | undefined
  tenants: readonly string[]
  dryRun: boolean
}

const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i
const EXTENSION = /^[A-Za-z][\w.-]{1,127}$/

/** What each command takes beside the common options. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  export: ['from', 'output', 'extension', 'tenant'],
  import: ['extension', 'tenant', 'dry-run'],
  migrate: ['to', 'remove', 'extension', 'tenant', 'dry-run'],
}

/** Reads the command line. Throws UsageError. */
export function readArguments(args: readonly string[]): Command {
  const { values, positionals } = parse(args)
  const [name = '', file, ...others] = positionals
  if (values.help || name === 'help') return { name: 'help' }
  const own = OWN[name]
  if (!own) throw new UsageError(name ? `Unknown command: ${name}.` : 'Name a command.')
  const unknown = Object.keys(values).find((option) => !own.includes(option))
  if (unknown) throw new UsageError(`${name} takes no --${unknown}.`)
  if (others.length > 0 || (file !== undefined && name !== 'import')) {
    throw new UsageError('Too many arguments.')
  }
  const options = readOptions(values)
  if (name === 'export') {
    return { name, from: readStore(values.from), output: values.output, options }
  }
  if (name === 'import') {
    if (!file) throw new UsageError('Name the file to import.')
    if (options.tenants.length > 1) throw new UsageError('A file is of one tenant.')
    return { name, file, options }
  }
  const to = readStore(values.to)
  const remove = values.remove ?? false
  if (remove && to === 'graph') throw new UsageError('--remove is for --to database.')
  return { name: 'migrate', to, remove, options }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        from: { type: 'string' },
        to: { type: 'string' },
        output: { type: 'string' },
        extension: { type: 'string' },
        tenant: { type: 'string', multiple: true },
        remove: { type: 'boolean' },
        'dry-run': { type: 'boolean' },
        help: { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

function readOptions(values: ReturnType<typeof parse>['values']): Options {
  const { extension, tenant: tenants = [], 'dry-run': dryRun = false } = values
  if (extension !== undefined && !EXTENSION.test(extension)) {
    throw new UsageError('--extension must be a name such as com.contoso.identityMapping.')
  }
  if (!tenants.every((tenant) => GUID.test(tenant))) {
    throw new UsageError('--tenant must be a GUID.')
  }
  return { extension, tenants: tenants.map((tenant) => tenant.toLowerCase()), dryRun }
}

function readStore(value = 'database'): Store {
  if (value === 'database' || value === 'graph') return value
  throw new UsageError(`${value} is no store: database or graph.`)
}
