import { expect, it } from 'vitest'
import type { Served } from './serve'
import { listLoads, type Servers } from './targets'
import type { Surroundings } from './surroundings'

const server = (name: string) => ({ url: `http://${name}` }) as Served
const servers: Servers = {
  node: server('node'),
  next: server('next'),
  express: server('express'),
  product: server('product'),
  onPostgres: server('postgres'),
}
const credentials = { authorization: 'Bearer x', teamsToken: 'y', cookie: 'z' }

function loads(full = false): string[] {
  const all = full ? { ...servers, api: server('api') } : servers
  return listLoads(all, credentials as Surroundings).map(
    ({ target, connections, cloudMs }) => `${target.name}: ${connections}, ${cloudMs} ms`,
  )
}

it('an ordinary run has 16 connections, and 64 for the goal of that load alone', () => {
  const others = loads().filter((load) => !load.endsWith(': 16, 0 ms'))
  expect(others).toEqual(['bare Next.js route: 64, 0 ms', 'GET /api/token: 64, 0 ms'])
})

it('a full run has each target at 1, 16 and 64 connections', () => {
  const counts = [1, 16, 64].map(
    (connections) => loads(true).filter((load) => load.endsWith(`: ${connections}, 0 ms`)).length,
  )
  expect(counts).toEqual([14, 14, 14])
})

it('in a full run the cloud is slow for those that call it each time', () => {
  expect(loads(true).filter((load) => load.endsWith('20 ms'))).toEqual([
    'Express: GET /api/token: 16, 20 ms',
    'Express: GET /api/token/teams: 16, 20 ms',
    'POST /api/token, never reused: 16, 20 ms',
    'GET /api/token/teams: 16, 20 ms',
  ])
})
