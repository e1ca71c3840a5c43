import 'server-only'
import type { CallerId } from '@/lib/auth/caller'
import { database } from '@/lib/db/database'
import { env } from '@/lib/env'

/** A mapping, and whose it is. */
export interface ListedMapping extends CallerId {
  id: string
  acsUserId: string
}

const PAGE = 500

/** Every mapping in the database on this ACS resource, in an order of its own, as they are read. */
export async function* listMappings(): AsyncGenerator<ListedMapping> {
  const { identityMapping } = await database()
  for (let after = ''; ;) {
    const rows = await identityMapping.findMany({
      where: { id: { gt: after }, tombstone: '', acsResource: env().acs.resource },
      orderBy: { id: 'asc' },
      take: PAGE,
      select: { id: true, directory: true, subject: true, acsUserId: true },
    })
    for (const { acsUserId, ...row } of rows) if (acsUserId) yield { ...row, acsUserId }
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) return
    after = last.id
  }
}
