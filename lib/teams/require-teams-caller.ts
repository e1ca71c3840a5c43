import 'server-only'
import type { Caller } from '@/lib/auth/caller'
import { hasMicrosoftAccounts } from '@/lib/auth/microsoft-accounts'
import { requireTokenCaller } from '@/lib/auth/require-caller'
import { Problem } from '@/lib/errors/problem'

/** As requireTokenCaller. Throws `directory_not_supported` where nobody of the directory is a Teams user. */
export async function requireTeamsCaller(request: Request): Promise<Caller> {
  const caller = await requireTokenCaller(request)
  if (!hasMicrosoftAccounts()) throw new Problem('directory_not_supported')
  return caller
}
