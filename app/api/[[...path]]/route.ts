import { Problem } from '@/lib/http/problem'
import { route } from '@/lib/http/route'

// Whatever else is asked for under /api.
export const GET = route(() => Promise.reject(new Problem('not_found')))
export const POST = GET
export const PUT = GET
export const PATCH = GET
export const DELETE = GET
