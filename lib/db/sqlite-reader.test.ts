import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { createClient } from '@libsql/client'
import Libsql from 'libsql'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openSqliteReader } from './sqlite-reader'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'acs reader %'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const FIND = 'SELECT "word", "number", "nothing" FROM "Sample" WHERE "word" = $1 AND "number" > $2'

async function fileWith(url: string) {
  const client = createClient({ url })
  await client.executeMultiple(
    `CREATE TABLE "Sample" ("word" TEXT, "number" INTEGER, "nothing" TEXT);
     INSERT INTO "Sample" VALUES ('one', 1, NULL), ('two', 2, NULL);`,
  )
  return client
}

it('reads the first row, or none, by the same statement', async () => {
  const url = pathToFileURL(path.join(folder, 'rows.db')).href
  const client = await fileWith(url)
  const reader = openSqliteReader(url)
  expect(reader.readRow(FIND, ['two', '1'])).toMatchObject({
    word: 'two',
    number: 2,
    nothing: null,
  })
  expect(reader.readRow(FIND, ['two', '2'])).toBeUndefined()
  expect(reader.readRow(FIND, ['one', '0'])).toMatchObject({ word: 'one' })
  await client.execute(`UPDATE "Sample" SET "number" = 5 WHERE "word" = 'one'`)
  expect(reader.readRow(FIND, ['one', '0'])).toMatchObject({ number: 5 })
  reader.close()
  client.close()
})

it.each([
  ['a path', () => `file:${encodeURI(folder)}/a.db`],
  ['an address', () => `file://${encodeURI(folder)}/b.db`],
  ['an address with a host', () => `file://localhost${encodeURI(folder)}/c.db`],
  ['a relative path', () => `file:${encodeURI(path.relative('.', folder))}/d.db`],
])('opens the file that the client opens by %s', async (_, urlOf) => {
  const url = urlOf()
  const client = await fileWith(url)
  const reader = openSqliteReader(url)
  expect(reader.readRow(FIND, ['one', '0'])).toMatchObject({ number: 1 })
  reader.close()
  client.close()
})

it('reads on after it has met a lock', async () => {
  const url = pathToFileURL(path.join(folder, 'locked.db')).href
  const client = await fileWith(url)
  const reader = openSqliteReader(url)
  reader.readRow(FIND, ['one', '0'])
  const writer = new Libsql(path.join(folder, 'locked.db'))
  writer.exec('BEGIN EXCLUSIVE')
  expect(() => reader.readRow(FIND, ['one', '0'])).toThrow(
    expect.objectContaining({ code: 'SQLITE_BUSY' }),
  )
  writer.exec('COMMIT')
  expect(reader.readRow(FIND, ['one', '0'])).toMatchObject({ number: 1 })
  for (const one of [reader, writer, client]) one.close()
})
