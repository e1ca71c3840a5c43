import 'server-only'

/** The path of a request as it was sent, without its query. */
export function requestPath({ url }: Request): string {
  const start = url.indexOf('/', url.indexOf('://') + 3)
  const length = url.slice(start).search(/[?#]/)
  return length < 0 ? url.slice(start) : url.slice(start, start + length)
}
