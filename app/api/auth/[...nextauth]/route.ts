import { handleAuth } from '@/lib/auth/handlers'
import { otherMethods } from '@/lib/http/other-methods'

export { handleAuth as GET, handleAuth as POST }

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET', 'POST')
