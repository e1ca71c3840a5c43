import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { StartError } from './start-error'
import type { Store, Survivors } from './store'

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
  extensions: z.array(
    z.object({
      objectId: z.string(),
      appId: z.string(),
      name: z.string(),
      data: z.record(z.string(), z.unknown()),
    }),
  ),
  consents: z.array(z.string()),
  grants: issuance,
})

const SAVE_DELAY = 300

/** What survived in `file`; nothing when there is no such file. Throws a StartError, and leaves a broken file alone. */
export function readState(file: string): Partial<Survivors> {
  if (!existsSync(file)) return {}
  try {
    const { identities, extensions, consents, grants } = stateSchema.parse(
      JSON.parse(readFileSync(file, 'utf8')),
    )
    return {
      identities: new Map(identities.map((identity) => [identity.id, identity])),
      extensions,
      consents: new Set(consents),
      grants,
    }
  } catch (error) {
    throw new StartError(
      `The state file ${file} is not one the emulator wrote. Move it away, or name another with --state.`,
      { cause: error },
    )
  }
}

export interface StateFile {
  /** Writes soon, once for all changes until then. */
  changed(): void
  /** Writes at once, and nothing afterwards. */
  close(): void
}

/** Keeps the surviving part of `store` in `file`. Throws a StartError when the file can't be written. */
export function keepState(file: string, store: Store): StateFile {
  let timer: NodeJS.Timeout | undefined
  let closed = false
  const save = () => {
    timer = undefined
    try {
      writeState(file, store)
    } catch (error) {
      // A full disk must not end the emulator in the middle of someone's work.
      console.error(String(error))
    }
  }
  writeState(file, store)
  return {
    changed() {
      if (!closed) timer ??= setTimeout(save, SAVE_DELAY)
    },
    close() {
      if (closed) return
      closed = true
      clearTimeout(timer)
      save()
    },
  }
}

// A rename replaces the file in one step: a crash leaves the old state or the new, never half of one.
function writeState(file: string, store: Store): void {
  const temporary = `${file}.${process.pid}.tmp`
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(temporary, JSON.stringify(survivors(store), null, 2))
    renameSync(temporary, file)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartError(`The state file ${file} cannot be written: ${reason}.`, { cause: error })
  }
}

function survivors(store: Store): z.input<typeof stateSchema> {
  return {
    version: 1,
    identities: [...store.identities.values()],
    extensions: store.extensions,
    consents: [...store.consents],
    grants: store.grants,
  }
}
