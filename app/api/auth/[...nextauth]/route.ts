import { handleAuth } from '@/lib/auth/sign-in/handlers'
import { rejectOtherMethods } from '@/lib/http/reject-other-methods'

export { handleAuth as GET, handleAuth as POST }

export const { PUT, PATCH, DELETE, OPTIONS } = rejectOtherMethods('GET', 'POST')
