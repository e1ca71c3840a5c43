import type { EntraRefusal, Purpose } from './explain-entra-error'
import type { MsalSettings } from '@/lib/contract/msal-settings'

/** How Entra may be asked from this page; a redirect would lose what was entered. */
export type EntraWay = 'silent' | 'popup'

/** Entra's token for a purpose, or why there is none; `isFresh` bypasses MSAL's cache. */
export async function getEntraToken(
  msal: MsalSettings,
  purpose: Purpose,
  way: EntraWay,
  isFresh = false,
): Promise<{ ok: true; token: string } | { ok: false; refusal: EntraRefusal }> {
  // Both before Entra is asked: the connection to load the second may be lost by then.
  const [{ acquire }, { explainEntraError }] = await Promise.all([
    import('./msal'),
    import('./explain-entra-error'),
  ])
  try {
    const { accessToken } = await acquire[way](msal, purpose, isFresh)
    return { ok: true, token: accessToken }
  } catch (error) {
    return { ok: false, refusal: explainEntraError(error, purpose) }
  }
}
