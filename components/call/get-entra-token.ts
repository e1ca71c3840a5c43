import type { EntraRefusal, Purpose } from '@/components/teams/explain-entra-error'
import type { MsalSettings } from '@/lib/contract/msal-settings'

/** How Entra may be asked from within this page; a redirect would lose what was entered. */
export type EntraWay = 'silent' | 'popup'

/** Entra's token for a purpose, or why there is none. */
export async function getEntraToken(
  msal: MsalSettings,
  purpose: Purpose,
  way: EntraWay,
): Promise<{ ok: true; token: string } | { ok: false; refusal: EntraRefusal }> {
  const { acquire } = await import('@/components/teams/msal')
  try {
    const { accessToken } = await acquire[way](msal, purpose)
    return { ok: true, token: accessToken }
  } catch (error) {
    const { explainEntraError } = await import('@/components/teams/explain-entra-error')
    return { ok: false, refusal: explainEntraError(error, purpose) }
  }
}
