import type { Emulator } from '../core/emulator'
import { type EmulatorRequest, splitTarget } from '../core/http'
import { GraphError } from './errors'

// Source: https://learn.microsoft.com/graph/paging
const DEFAULT_SIZE = 100
const LARGEST_SIZE = 999

interface Page<T> {
  items: readonly T[]
  /** Where the next page is; the last has none. */
  nextLink: string | undefined
}

/**
 * The page of a list that `$top` and `$skiptoken` ask for. The next link repeats the request's other
 * options. Throws 400 for a size outside 1 to 999, and for a token of another making.
 */
export function pageOf<T>(
  list: readonly T[],
  { query, target }: EmulatorRequest,
  { origin }: Emulator,
): Page<T> {
  const size = sizeOf(query.get('$top'))
  const start = startOf(query.get('$skiptoken'))
  const end = start + size
  if (end >= list.length) return { items: list.slice(start), nextLink: undefined }
  const next = new URLSearchParams(query)
  next.set('$skiptoken', Buffer.from(`RFNwdAIA${end}`).toString('base64url'))
  // As Graph writes it: the dollar signs as they are.
  const search = next.toString().replaceAll('%24', '$')
  return {
    items: list.slice(start, end),
    nextLink: `${origin}${splitTarget(target).path}?${search}`,
  }
}

function sizeOf(top: string | null): number {
  if (top === null) return DEFAULT_SIZE
  const size = /^\d+$/.test(top) ? Number(top) : 0
  if (size >= 1 && size <= LARGEST_SIZE) return size
  throw badRequest(
    `Invalid page size specified: '${top}'. Must be between 1 and ${LARGEST_SIZE} inclusive.`,
  )
}

function startOf(token: string | null): number {
  if (token === null) return 0
  const start = /^RFNwdAIA(\d+)$/.exec(Buffer.from(token, 'base64url').toString())?.[1]
  if (start !== undefined) return Number(start)
  throw badRequest("The value of '$skiptoken' is not one this service made.")
}

function badRequest(message: string): GraphError {
  return new GraphError(400, 'Request_BadRequest', message)
}
