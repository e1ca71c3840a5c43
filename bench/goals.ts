import { BASELINE, findRow, type Results } from './results'

/** What this product is to reach, and what it did. */
export interface Goal {
  name: string
  measured: number
  atLeast?: number
  atMost?: number
}

const TOKEN = 'GET /api/token'
const TEAMS = 'GET /api/token/teams'

/** The goals that a run has figures for. */
export function goalsOf(results: Results): Goal[] {
  const row = (target: string, connections?: number) => findRow(results, target, connections)
  const rate = (target: string) => row(target)?.requestsPerSecond
  const express = 'Express: GET /api/token'
  const ofRate = (target: string, other: string) => ratio(rate(target), rate(other))
  const first = (name: string) =>
    results.firstResponses.find(({ server }) => server === name)?.milliseconds
  const memory = (name: string) => results.memory.find(({ server }) => server === name)?.afterLoad
  const goals = [
    {
      name: '`GET /api/token`, requests against bare Next.js',
      measured: row(TOKEN)?.ofBareNext,
      atLeast: 4,
    },
    { name: '`GET /api/token`, CPU ms', measured: row(TOKEN)?.processorMs, atMost: 0.3 },
    {
      name: '`GET /api/token` by session, requests against bare Next.js',
      measured: row(`${TOKEN}, session`)?.ofBareNext,
      atLeast: 2.5,
    },
    {
      name: '`GET /api/token`, requests against Express',
      measured: ofRate(TOKEN, express),
      atLeast: 12,
    },
    {
      name: 'a token that is never reused, requests against Express',
      measured: ofRate('POST /api/token, never reused', express),
      atLeast: 3,
    },
    {
      name: '`GET /api/token/teams`, requests against Express',
      measured: ofRate(TEAMS, `Express: ${TEAMS}`),
      atLeast: 1.5,
    },
    {
      name: '`GET /api/token/teams`, CPU ms of Express against its own',
      measured: ratio(row(`Express: ${TEAMS}`)?.processorMs, row(TEAMS)?.processorMs),
      atLeast: 1.5,
    },
    {
      name: 'the API alone, first response against Express',
      measured: ratio(first('`npm run start:api`'), first('Express')),
      atMost: 1,
    },
    {
      name: '`GET /api/token`, p99 at 64 connections against bare Next.js',
      measured: ratio(row(TOKEN, 64)?.p99, row(BASELINE, 64)?.p99),
      atMost: 0.5,
    },
    {
      name: '`GET /api/token`, requests on PostgreSQL against SQLite',
      measured: ofRate(`${TOKEN}, PostgreSQL`, TOKEN),
      atLeast: 0.6,
    },
    {
      name: 'two workers, share of the requests of the busier one',
      measured: results.workers?.shares[0],
      atMost: 0.6,
    },
    {
      name: 'two workers, CPU ms against one',
      measured: results.workers?.processorRatio,
      atMost: 1.1,
    },
    { name: 'memory of `npm start`, MB', measured: memory('`npm start`'), atMost: 200 },
    { name: 'memory of the API alone, MB', measured: memory('`npm run start:api`'), atMost: 110 },
  ]
  return goals.filter((goal): goal is typeof goal & Goal => goal.measured !== undefined)
}

/** Whether a goal was reached. */
export function isReached({ measured, atLeast = -Infinity, atMost = Infinity }: Goal): boolean {
  return atLeast <= measured && measured <= atMost
}

function ratio(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? undefined : one / other
}
