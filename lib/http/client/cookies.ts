import 'server-only'
import { parseCookie } from 'cookie'

/** A request's cookies, as Next.js hands them to pages. Source: RFC 6265, 5.4 */
export function cookiesOf(request: Request): {
  get(name: string): { value: string } | undefined
} {
  const cookies = parseCookie(request.headers.get('cookie') ?? '')
  return {
    get(name) {
      const value = cookies[name]
      return value === undefined ? undefined : { value }
    },
  }
}
