import 'server-only'
import { Problem } from '@/lib/errors/problem'

/**
 * Whether the query asks for `name`: `true` or `false`, absent means false. Other parameters are left
 * alone, as gateways add their own. Throws `invalid_request` for any other value, or several.
 */
export function readFlag(request: Request, name: string): boolean {
  const values = new URL(request.url).searchParams.getAll(name)
  const [value = 'false'] = values
  if (values.length > 1 || !/^(true|false)$/.test(value)) {
    throw new Problem('invalid_request', {
      detail: 'The query does not fit.',
      errors: [{ path: name, message: 'Must be true or false.' }],
    })
  }
  return value === 'true'
}
