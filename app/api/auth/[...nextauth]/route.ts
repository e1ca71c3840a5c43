import { handleAuth } from '@/lib/auth/sign-in/handlers'
import { otherMethods } from '@/lib/http/reject-other-methods'

export { handleAuth as GET, handleAuth as POST }

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET', 'POST')
