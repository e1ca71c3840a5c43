/** The names by which faults, counts and the request log speak of endpoints. */
export const OPERATIONS = [
  'entra.authorize',
  'entra.token',
  'entra.logout',
  'entra.adminConsent',
  'entra.keys',
  'entra.discovery',
  'acs.createIdentity',
  'acs.issueToken',
  'acs.revokeTokens',
  'acs.deleteIdentity',
  'acs.exchangeTeamsToken',
  'acs.exchangeTeamsExtensionToken',
  'acs.assignments',
  'graph.me',
  'graph.users',
  'graph.userinfo',
  'graph.extensions',
] as const

export type Operation = (typeof OPERATIONS)[number]
