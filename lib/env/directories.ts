import { entra, type EntraSettings } from './entra'
import type { Variable, ValuesOf } from './forms'
import type { platformVariables } from './platform'
import { openidProvider, type OpenidProviderSettings } from './openid-provider'

/** The variables of every kind of directory. */
export const directoryVariables = { ...entra.variables, ...openidProvider.variables }

/** Every kind of directory. A further one is a file as entra.ts is, and is named here. */
const kinds: readonly DirectoryKind[] = [entra, openidProvider]

/** Which there are; lib/auth/directories/configured-directory.ts has a directory for each. */
export type KindName = 'entra' | 'openid-provider'

type Values = ValuesOf<typeof directoryVariables & typeof platformVariables>
interface Problem {
  variable: keyof Values
  message: string
}

/** What the configuration has to know of a kind of directory. */
export interface DirectoryKind {
  kind: KindName
  variables: Readonly<Record<string, Variable>>
  rules: (values: Partial<Values>) => Problem[]
  /** Rules for everything but local mode. */
  remoteRules: (values: Partial<Values>) => Problem[]
  /** What the operator should know of, given the services that are used beside the directory. */
  warnings: (values: Values, services: readonly [name: string, address: string][]) => string[]
  settings: (values: Values, emulatorUrl: string | undefined) => OwnSettings
}

/** What a kind sets: nobody but its own code asks for its own. */
type OwnSettings = Partial<DirectorySettings> & Pick<DirectorySettings, 'directoryOrigins'>

/** Of the configured directory, as `env()` has them. */
export interface DirectorySettings {
  /** Where people sign in, and pages get tokens. */
  directoryOrigins: readonly string[]
  /** For Entra's own code alone. */
  entra: EntraSettings
  /** For the OpenID provider's own code alone. */
  openidProvider: OpenidProviderSettings
}

type Source = Readonly<Record<string, string | undefined>>

/** The kind of directory that is configured: one of its variables is set. Without any, Entra. */
export function directoryKind(source: Source): DirectoryKind {
  return kinds.find((kind) => namesSet(kind, source).length > 0) ?? entra
}

/** The variables that are set of other kinds than the configured one: people come from one directory. */
export function otherDirectoryRules(source: Source, directory: DirectoryKind): Problem[] {
  const [first = ''] = namesSet(directory, source)
  return kinds
    .filter((other) => other !== directory)
    .flatMap((other) => namesSet(other, source))
    .map((variable) => ({
      variable,
      message: `can’t stand beside ${first}: people come from one directory`,
    }))
}

function namesSet({ variables }: DirectoryKind, source: Source): (keyof Values)[] {
  const names = Object.keys(variables) as (keyof Values)[]
  return names.filter((name) => Boolean(source[name]?.trim()))
}
