import type { App } from '../../core/config/config'

export interface Scope {
  /** By which registrations name it. */
  id?: string
  description: string
  /** Only an administrator may consent to it. */
  adminOnly?: true
}

/** Something tokens are for. It decides their version and audience. */
export interface Resource {
  kind: 'api' | 'graph' | 'teams' | 'communication' | 'azure'
  /** The client id of the app behind it, where it is known. */
  applicationId?: string
  displayName: string
  /** What its scopes begin with. */
  uri: string
  audience: string
  /** Its application's id, where a tenant may lack its service principal. */
  serviceId?: string
  tokenVersion: '1.0' | '2.0'
  scopes: Partial<Record<string, Scope>>
  /** What apps may be granted for themselves, and users be assigned to. */
  roles: App['appRoles']
  /** Clients that need no consent for some of its scopes. */
  preAuthorizedApps: NonNullable<App['preAuthorizedApps']>
}
