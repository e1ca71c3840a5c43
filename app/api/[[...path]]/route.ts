import { preflight } from '@/lib/http/cross-origin/cors'
import { Problem } from '@/lib/errors/problem'
import { route } from '@/lib/http/route'

// Whatever else is asked for under /api.
export const GET = route(() => Promise.reject(new Problem('not_found')))
export const POST = GET
export const PUT = GET
export const PATCH = GET
export const DELETE = GET

// Lets a page of an allowed origin go on to read the 404.
export const OPTIONS = route(() => Promise.resolve(preflight('GET, POST, PUT, PATCH, DELETE')))
