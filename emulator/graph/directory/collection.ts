import type { Emulator } from '../../core/emulator'
import { type EmulatorRequest, type EmulatorResponse, json } from '../../core/http'
import { GraphError } from '../errors'
import { pageOf } from '../page'

type Entity = Record<string, unknown>

const TERM =
  /(\w+) eq (?:'((?:[^']|'')*)'|(null|true|false))|startswith\((\w+), ?'((?:[^']|'')*)'\)/
const FILTER = new RegExp(`^(?:${TERM.source})(?: and (?:${TERM.source}))*$`)

/**
 * Entities as Graph lists them: with `$filter` (eq and startswith, joined by and), `$select`, `$top` and
 * `$skiptoken`. Throws 400 for any other filter, and for a property that they don't have.
 */
export function collection(
  name: string,
  entities: readonly Entity[],
  request: EmulatorRequest,
  emulator: Emulator,
): EmulatorResponse {
  const isWanted = readFilter(request.query.get('$filter'))
  const { items, nextLink } = pageOf(entities.filter(isWanted), request, emulator)
  return json(200, {
    '@odata.context': contextOf(name, request, emulator),
    ...(nextLink !== undefined && { '@odata.nextLink': nextLink }),
    value: items.map((entity) => selected(entity, request)),
  })
}

/** One entity as Graph shows it, with `$select`. */
export function single(
  status: number,
  name: string,
  entity: Entity,
  request: EmulatorRequest,
  emulator: Emulator,
): EmulatorResponse {
  const context = `${contextOf(name, request, emulator)}/$entity`
  return json(status, { '@odata.context': context, ...selected(entity, request) })
}

/** What Graph says of a request that it can't follow. */
export function badRequest(message: string, code = 'Request_BadRequest'): GraphError {
  return new GraphError(400, code, message)
}

function contextOf(name: string, request: EmulatorRequest, { origin }: Emulator): string {
  const names = selectedNames(request)
  return `${origin}/v1.0/$metadata#${name}${names ? `(${names.join(',')})` : ''}`
}

function selectedNames({ query }: EmulatorRequest): string[] | undefined {
  return query
    .get('$select')
    ?.split(',')
    .map((name) => name.trim())
}

function selected(entity: Entity, request: EmulatorRequest): Entity {
  const names = selectedNames(request)
  return names ? Object.fromEntries(names.map((name) => [name, property(entity, name)])) : entity
}

function readFilter(filter: string | null): (entity: Entity) => boolean {
  if (filter === null) return () => true
  if (!FILTER.test(filter)) {
    throw badRequest(
      'The emulator filters by eq and startswith only, joined by and.',
      'Request_UnsupportedQuery',
    )
  }
  const terms = [...filter.matchAll(new RegExp(TERM, 'g'))].map(readTerm)
  return (entity) => terms.every((isTrue) => isTrue(entity))
}

function readTerm([, name = '', text, word, prefixed, prefix]: RegExpExecArray) {
  if (prefixed !== undefined) {
    return (entity: Entity) => lower(property(entity, prefixed)).startsWith(lower(unquoted(prefix)))
  }
  const wanted = word === undefined ? unquoted(text) : (JSON.parse(word) as unknown)
  return (entity: Entity) => lower(property(entity, name)) === lower(wanted)
}

function property(entity: Entity, name: string): unknown {
  if (Object.hasOwn(entity, name)) return entity[name]
  throw badRequest(`Could not find a property named '${name}'.`)
}

function unquoted(text = ''): string {
  return text.replaceAll("''", "'")
}

function lower(value: unknown): string {
  return String(value).toLowerCase()
}
