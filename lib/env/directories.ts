import { entra, type EntraSettings } from './entra'
import type { Variable, ValuesOf } from './forms'
import type { platformVariables } from './platform'

/** The variables of every kind of directory. */
export const directoryVariables = { ...entra.variables }

/** Every kind of directory. A further one is a file as entra.ts is, and is named here. */
const kinds: readonly DirectoryKind[] = [entra]

/** Which there are; lib/auth/directories/configured-directory.ts has a directory for each. */
export type KindName = 'entra'

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
}

/** The kind of directory that is configured: one of its variables is set. Without any, Entra. */
export function directoryKind(source: Readonly<Record<string, string | undefined>>): DirectoryKind {
  const isSet = (name: string) => Boolean(source[name]?.trim())
  return kinds.find(({ variables }) => Object.keys(variables).some(isSet)) ?? entra
}
