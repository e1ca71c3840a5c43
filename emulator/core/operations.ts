/** The services whose endpoints are here. */
export type ServiceName = 'entra' | 'acs' | 'graph' | 'oidc'

/** The name by which faults, counts and the request log speak of endpoints; routes.ts gives each. */
export type Operation = `${ServiceName}.${string}`
