import { signOut } from '@/lib/auth/sign-out'
import { otherMethods } from '@/lib/http/other-methods'
import { route } from '@/lib/http/route'

export const POST = route(signOut)

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST')
