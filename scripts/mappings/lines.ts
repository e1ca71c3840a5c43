import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import * as z from 'zod'
import { PROPERTY } from '@/lib/identity/store/graph/own-extension'

/** Whose identity something says it is; what it says may have any form. */
export interface Found {
  directory: string
  subject: string
  acsUserId: unknown
}

const own = z.object({
  directory: z.string().min(1),
  subject: z.string().min(1),
  acsUserIdentity: z.unknown(),
})
const user = z.object({
  id: z.guid().toLowerCase(),
  extensions: z.array(z.record(z.string(), z.unknown())).default([]),
})
const page = z.object({ value: z.array(user) })

/** What a line of a file is about, where it is a line of ours, or what Graph says of users. */
export function readLine(line: string, tenantId: string | undefined, extension: string) {
  const value = parse(line)
  const mapping = own.safeParse(value)
  if (mapping.success) {
    const { directory, subject, acsUserIdentity } = mapping.data
    return [{ directory, subject, acsUserId: acsUserIdentity }]
  }
  const users = page.safeParse(value).data?.value ?? user.array().safeParse([value]).data
  if (!users || tenantId === undefined) return null
  return users.flatMap((each) => identityOf(each, tenantId, extension))
}

/** What a user's extension says, where they have one. */
export function identityOf(
  { id, extensions }: z.output<typeof user>,
  directory: string,
  name: string,
): Found[] {
  const found = extensions.find(({ extensionName, id: own }) => (extensionName ?? own) === name)
  const acsUserId = found?.[PROPERTY]
  return acsUserId === undefined ? [] : [{ directory, subject: id, acsUserId }]
}

/** The lines of a file, or of standard input, with their numbers; empty ones are left out. */
export async function* linesOf(file: string): AsyncGenerator<[line: string, number: number]> {
  const input = file === '-' ? process.stdin : createReadStream(file)
  // Opening may fail before the first line is waited for.
  const failed = new Promise<never>((_, reject) => input.once('error', reject))
  failed.catch(() => undefined)
  const lines: AsyncIterator<string, undefined> = createInterface({
    input,
    crlfDelay: Infinity,
  })[Symbol.asyncIterator]()
  for (let number = 1; ; number++) {
    const { value } = await Promise.race([lines.next(), failed])
    if (value === undefined) return
    if (value.trim()) yield [value, number]
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
