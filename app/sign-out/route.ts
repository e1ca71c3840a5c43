import { signOut } from '@/lib/auth/sign-out'
import { methodNotAllowed } from '@/lib/http/method-not-allowed'
import { route } from '@/lib/http/route'

export const POST = route(signOut)

export const GET = methodNotAllowed('POST')
export const PUT = GET
export const PATCH = GET
export const DELETE = GET
