import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import * as z from 'zod'
import { registrationSchema } from './core/config/registration'
import { StartError } from './core/start-error'
import { assignmentKey, type PersistedState, type Store } from './core/store/store'

const issuance = z.object({ lastIssued: z.number(), validFrom: z.number() })

const stateSchema = z.object({
  version: z.literal(1),
  identities: z.array(
    z.object({
      id: z.string(),
      resourceId: z.string(),
      createdAt: z.number(),
      deleted: z.boolean(),
      tokensIssued: z.number(),
      tokens: issuance,
    }),
  ),
  assignments: z
    .array(
      z.object({
        resourceId: z.string(),
        tenantId: z.string(),
        objectId: z.string(),
        principalType: z.string(),
        clientIds: z.array(z.string()).optional(),
      }),
    )
    // Files from before there were any.
    .default([]),
  extensions: z.array(
    z.object({
      objectId: z.string(),
      appId: z.string(),
      name: z.string(),
      data: z.record(z.string(), z.unknown()),
    }),
  ),
  consents: z.array(z.string()),
  applications: z.array(registrationSchema).default([]),
  servicePrincipals: z.array(z.string()).default([]),
  roleAssignments: z.array(z.string()).default([]),
  grants: issuance,
})

const SAVE_DELAY = 300

export interface StateFile {
  /** What the file held; nothing when there was none. */
  persisted: Partial<PersistedState>
  /** Begins to keep a store in the file. Throws a StartError when the file can't be written. */
  keep(store: Store): void
  /** Writes soon, once for all changes until then. */
  changed(): void
  /** Writes at once, and nothing afterward. */
  close(): void
}

/** Reads `file`, and leaves it alone until told to keep a store. Throws a StartError for a broken one. */
export function openStateFile(file: string): StateFile {
  let kept: Store | undefined
  let timer: NodeJS.Timeout | undefined
  const save = () => {
    timer = undefined
    try {
      if (kept) writeState(file, kept)
    } catch (error) {
      // A full disk must not end the emulator in the middle of someone's work.
      console.error(String(error))
    }
  }
  return {
    persisted: readState(file),
    keep(store) {
      writeState(file, store)
      kept = store
    },
    changed() {
      if (kept) timer ??= setTimeout(save, SAVE_DELAY)
    },
    close() {
      clearTimeout(timer)
      save()
      kept = undefined
    },
  }
}

function readState(file: string): Partial<PersistedState> {
  if (!existsSync(file)) return {}
  try {
    const state = stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    const { identities, assignments, extensions, consents, applications, grants } = state
    return {
      identities: new Map(identities.map((identity) => [identity.id, identity])),
      assignments: new Map(assignments.map((each) => [assignmentKey(each), each])),
      extensions,
      consents: new Set(consents),
      applications: new Map(applications.map((each) => [each.appId, each])),
      servicePrincipals: new Set(state.servicePrincipals),
      roleAssignments: new Set(state.roleAssignments),
      grants,
    }
  } catch (error) {
    throw new StartError(
      `The state file ${file} is not one the emulator wrote. Move it away, or name another with --state.`,
      { cause: error },
    )
  }
}

// A rename replaces the file in one step: a crash leaves the old state or the new, never half of one.
function writeState(file: string, store: Store): void {
  const temporary = `${file}.${process.pid}.tmp`
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(temporary, JSON.stringify(serialize(store), null, 2))
    renameSync(temporary, file)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartError(`The state file ${file} cannot be written: ${reason}.`, { cause: error })
  }
}

function serialize(store: Store): z.input<typeof stateSchema> {
  return {
    version: 1,
    identities: [...store.identities.values()],
    assignments: [...store.assignments.values()],
    extensions: store.extensions,
    consents: [...store.consents],
    applications: [...store.applications.values()],
    servicePrincipals: [...store.servicePrincipals],
    roleAssignments: [...store.roleAssignments],
    grants: store.grants,
  }
}
