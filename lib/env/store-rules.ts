import type { VariableProblem, Variables } from './variables'

/** Refuses a store in Microsoft Graph for people of a directory that has none. */
export function storeRules(
  values: Partial<Variables>,
  source: Readonly<Record<string, string | undefined>>,
): VariableProblem[] {
  if (values.IDENTITY_STORE !== 'graph' || !source.OIDC_ISSUER?.trim()) return []
  return [
    {
      variable: 'IDENTITY_STORE',
      message:
        'can’t be graph with OIDC_ISSUER: only people of Microsoft Entra ID are in Microsoft Graph',
    },
  ]
}
