import { signOut } from '@/lib/auth/session/sign-out'
import { rejectOtherMethods } from '@/lib/http/reject-other-methods'
import { route } from '@/lib/http/route'

export const POST = route(signOut)

export const { GET, PUT, PATCH, DELETE, OPTIONS } = rejectOtherMethods('POST')
