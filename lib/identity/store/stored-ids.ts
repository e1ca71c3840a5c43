import 'server-only'
import { database } from '@/lib/db/database'
import { env } from '@/lib/env'

// Each by the index on (acsResource, acsUserId), whatever the number of rows.
const extremesQuery = {
  name: 'find-extreme-ids',
  sql: `SELECT
    (SELECT min("acsUserId") FROM "IdentityMapping" WHERE "acsResource" = $1) AS "first",
    (SELECT max("acsUserId") FROM "IdentityMapping" WHERE "acsResource" = $2) AS "last"`,
}

/**
 * The first and the last of the stored ids of this ACS resource, in their order; none without any. As
 * the resource's GUID begins an id, both have the same where all of them have.
 */
export async function findExtremeIds(): Promise<string[]> {
  const { resource } = env().acs
  const { readRow } = await database()
  const { first, last } = (await readRow(extremesQuery, [resource, resource])) ?? {}
  return [first, last].filter((id) => typeof id === 'string')
}

// By indexes, as far as the databases can: none but the first count looks at every row.
const countQuery = {
  name: 'count-identities',
  sql: `SELECT
    (SELECT count(*) FROM "IdentityMapping" WHERE "tombstone" = '') AS "current",
    (SELECT count(*) FROM "IdentityMapping" WHERE "claimedUntil" >= '0001-01-01') AS "claims",
    (SELECT count(*) FROM "IdentityMapping"
      WHERE "retryAt" >= '0001-01-01' AND "tombstone" <> '') AS "tombstones",
    (SELECT count(*) FROM "IdentityMapping" WHERE "unusableSince" >= '0001-01-01') AS "unusable",
    (SELECT count(*) FROM "IdentityMapping" WHERE "acsResource" < $1) +
    (SELECT count(*) FROM "IdentityMapping" WHERE "acsResource" > $2) AS "ofOtherResources"`,
}

/** How many rows there are of each kind that is never deleted automatically, of all resources. */
export async function countIdentities(): Promise<Record<string, number>> {
  const { resource } = env().acs
  const { readRow } = await database()
  const row = (await readRow(countQuery, [resource, resource])) ?? {}
  const count = (name: string) => Number(row[name] ?? 0)
  return {
    mappings: count('current') - count('claims'),
    tombstones: count('tombstones'),
    unusable: count('unusable'),
    ofOtherResources: count('ofOtherResources'),
  }
}
