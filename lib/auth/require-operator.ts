import 'server-only'
import { OPERATOR_ROLE } from '@/lib/contract/operator-role'
import { Problem } from '@/lib/errors/problem'
import type { Caller } from './caller'
import { requireCaller } from './require-caller'

/** As requireCaller, and throws `role_missing` for who is no operator. */
export async function requireOperator(request: Request): Promise<Caller> {
  const caller = await requireCaller(request)
  if (!isOperator(caller)) {
    throw new Problem('role_missing', { detail: `This needs the app role ${OPERATOR_ROLE}.` })
  }
  return caller
}

/** Whether somebody may look after other people's identities. */
export function isOperator({ roles }: Pick<Caller, 'roles'>): boolean {
  return roles.includes(OPERATOR_ROLE)
}
