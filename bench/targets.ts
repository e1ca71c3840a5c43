import type { Load, Target } from './load'
import { BASELINE } from './results'
import type { Served } from './serve'
import type { Surroundings } from './surroundings'

const CONNECTIONS = 16
const CLOUD_MS = 20

/** The servers that are compared. */
export interface Servers {
  node: Served
  next: Served
  express: Served
  product: Served
  onPostgres: Served
  /** Only in a full run. */
  api?: Served | undefined
}

/** What is loaded, and how: all that shares a number of connections is next to each other. */
export function listLoads(servers: Servers, around: Surroundings): Load[] {
  const targets = listTargets(servers, around)
  const at = (connections: number, some = targets, cloudMs = 0) =>
    some.map((target) => ({ target, connections, cloudMs }))
  const named = (...names: string[]) => targets.filter(({ name }) => names.includes(name))
  if (!servers.api) return [...at(CONNECTIONS), ...at(64, named(BASELINE, 'GET /api/token'))]
  const cloud = named(
    'Express: GET /api/token',
    'Express: GET /api/token/teams',
    'POST /api/token, never reused',
    'GET /api/token/teams',
  )
  return [...at(1), ...at(CONNECTIONS), ...at(CONNECTIONS, cloud, CLOUD_MS), ...at(64)]
}

function listTargets(servers: Servers, around: Surroundings): Target[] {
  const { node, next, express, product, onPostgres, api } = servers
  const bearer = { authorization: around.authorization }
  const teams = { ...bearer, 'teams-user-aad-token': around.teamsToken }
  const token = { path: '/api/token', headers: bearer }
  const exchange = { path: '/api/token/teams', headers: teams }
  const session = { cookie: around.cookie, 'sec-fetch-site': 'same-origin' }
  const fresh = {
    path: '/api/token',
    method: 'POST' as const,
    headers: { ...bearer, 'content-type': 'application/json' },
    body: '{"fresh":true}',
  }
  const always = [
    { name: BASELINE, server: next, path: '/api/bare' },
    { name: 'bare node:http', server: node, path: '/' },
    { name: 'Express: GET /api/token', server: express, ...token },
    { name: 'Express: GET /api/token/teams', server: express, ...exchange },
    { name: 'GET /api/health/live', server: product, path: '/api/health/live' },
    { name: 'GET /api/user', server: product, path: '/api/user', headers: bearer },
    { name: 'GET /api/token', server: product, ...token },
    { name: 'POST /api/token, never reused', server: product, ...fresh },
    { name: 'GET /api/token/teams', server: product, ...exchange },
    { name: 'GET /api/token, PostgreSQL', server: onPostgres, ...token },
  ]
  if (!api) return always
  return [
    ...always,
    { name: 'GET /api/token, session', server: product, path: '/api/token', headers: session },
    { name: 'GET /api/token, next start', server: next, ...token },
    { name: 'GET /api/token, API alone', server: api, ...token },
    { name: 'GET /api/token/teams, API alone', server: api, ...exchange },
  ]
}
