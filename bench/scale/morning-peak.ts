// 10,000 people who all get their first identity within minutes, where ACS creates 1000 in 30 s.
import { randomUUID } from 'node:crypto'
import { createDatabase, startPostgres } from '../../tests/support/databases/postgres'
import { startEmulator } from '../../tests/support/programs/emulator'
import { type Ledger, readLedger } from '../../tests/resilience/ledger'
import { serveEverybody, type Visit } from '../../tests/resilience/patient-people'
import { percentile } from '../percentile'
import { processorMs, residentMegabytes } from '../processor'
import { cookieOf } from '../product-settings'
import { table } from '../table'
import { serveProduct } from './serve-product'

/** Lets the people come, and prints how it went. Sets the exit code where somebody was lost, or came out with two. */
export async function runMorningPeak(people: number, withinSeconds: number): Promise<void> {
  const [emulator, postgres] = await Promise.all([
    startEmulator(['--service-limits']),
    startPostgres(),
  ])
  const databaseUrl = await createDatabase(postgres.url)
  const server = await serveProduct(emulator, databaseUrl)
  const directory = emulator.config.tenantId
  const cookies = await Promise.all(
    Array.from({ length: people }, () => cookieOf(randomUUID(), directory, randomUUID())),
  )
  const origin = new URL(server.url).origin
  const processorBefore = processorMs(server.pid)
  const visits = await serveEverybody({
    url: server.url,
    headers: cookies.map((cookie) => ({ cookie, origin, 'sec-fetch-site': 'same-origin' })),
    withinMs: withinSeconds * 1000,
  })
  const processorSeconds = (processorMs(server.pid) - processorBefore) / 1000
  console.log(`\n${people} people within ${withinSeconds} s:\n`)
  console.log(describe(visits))
  console.log(
    `\nThe server used ${processorSeconds.toFixed(0)} s of processor time and ${residentMegabytes(server.pid)} MB.`,
  )
  const ledger = await readLedger(emulator, databaseUrl)
  const isRight = report(ledger, visits)
  await server.stop()
  await Promise.all([emulator.stop(), postgres.stop()])
  if (!isRight) process.exitCode = 1
}

function describe(visits: Visit[]): string {
  const waits = visits.flatMap((visit) => visit.waits)
  const failures = visits.flatMap((visit) => visit.failures)
  const asked = visits.flatMap(({ askedAt }) => askedAt)
  const refused = visits.filter(({ waits: [first] }) => first !== undefined).length
  const times = visits.map(({ servedAt, askedAt: [first = 0] }) => (servedAt - first) / 1000)
  const seconds = (value: number) => `${Math.round(value)} s`
  return table(
    ['what', 'value'],
    [
      ['refused at first', `${((100 * refused) / visits.length).toFixed(0)} %`],
      ['all served after', seconds(Math.max(...visits.map(({ servedAt }) => servedAt)) / 1000)],
      ['half of them within', seconds(percentile(times, 0.5))],
      ['requests', asked.length],
      ['of them refused', waits.length],
      ['of them failed', failures.length > 0 ? `${failures.length} (${countEach(failures)})` : 0],
      ['requests in the busiest second', Math.max(...countBySecond(asked))],
      [
        'Retry-After: least, median, most',
        [0, 0.5, 1].map((share) => atShare(waits, share)).join(', '),
      ],
      ...quantiles(waits),
    ],
  )
}

// What share of the waits was in each ten seconds.
function quantiles(waits: number[]): (string | number)[][] {
  const most = Math.max(0, ...waits)
  return Array.from({ length: Math.floor(most / 10) + 1 }, (_, ten) => {
    const count = waits.filter((wait) => Math.floor(wait / 10) === ten).length
    return [`Retry-After of ${10 * ten} to ${10 * ten + 9}`, count]
  })
}

function atShare(values: number[], share: number): number {
  if (values.length === 0) return 0
  return share === 1 ? Math.max(...values) : percentile(values, share)
}

function countBySecond(moments: number[]): number[] {
  const counts: number[] = []
  for (const moment of moments) {
    const second = Math.floor(moment / 1000)
    counts[second] = (counts[second] ?? 0) + 1
  }
  return counts.filter(Boolean)
}

function countEach(values: number[]): string {
  return [...new Set(values)]
    .map((value) => `${values.filter((one) => one === value).length} × ${value}`)
    .join(', ')
}

function report({ live, mapped, orphaned, dead, doubled, owed }: Ledger, visits: Visit[]): boolean {
  const own = new Set(visits.map(({ acsUserId }) => acsUserId))
  const lost = mapped.filter((id) => !own.has(id)).length
  console.log(
    `\n${table(
      ['identities', 'number'],
      [
        ['at ACS', live.length],
        ['somebody’s', mapped.length],
        ['nobody’s (orphans)', orphaned.length],
        ['somebody’s, but gone at ACS', dead.length],
        ['a second one of somebody', doubled],
        ['other than the one that was handed out', lost],
        ['pending deletions', owed],
      ],
    )}`,
  )
  return (
    own.size === visits.length &&
    mapped.length === visits.length &&
    [orphaned.length, dead.length, doubled, lost].every((count) => count === 0)
  )
}
