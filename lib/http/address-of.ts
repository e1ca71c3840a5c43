import 'server-only'

/**
 * The address a request comes from, as the nearest proxy saw it: the last in `X-Forwarded-For`, which
 * Next.js itself fills in where there is no proxy. Without a proxy a client can make one up; then it
 * only chooses in which name it is limited.
 */
export function addressOf(request: Request): string {
  const forwarded = request.headers.get('x-forwarded-for') ?? ''
  return forwarded.split(',').at(-1)?.trim() ?? ''
}
