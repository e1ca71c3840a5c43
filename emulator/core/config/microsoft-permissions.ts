/** A permission that users grant, with the id by which registrations name it. */
export interface DelegatedPermission {
  id: string
  description: string
  /** Only an administrator may consent to it. */
  adminOnly?: true
}

export const GRAPH_SERVICE_ID = '00000003-0000-0000-c000-000000000000'
export const TEAMS_SERVICE_ID = '1fd5118e-2576-4263-8130-9503064c837a'

function user(id: string, description: string): DelegatedPermission {
  return { id, description }
}

function admin(id: string, description: string): DelegatedPermission {
  return { id, description, adminOnly: true }
}

/** Source of the ids: https://learn.microsoft.com/graph/permissions-reference */
export const graphScopes: Record<string, DelegatedPermission> = {
  openid: user('37f7f235-527c-4136-accd-4a02d197296e', 'Sign you in'),
  profile: user('14dad69e-099b-42c9-810b-d002981feec1', 'View your basic profile'),
  email: user('64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0', 'View your email address'),
  'User.Read': user('e1fe6dd8-ba31-4d61-89e7-88639da4683d', 'Sign you in and read your profile'),
  'User.ReadWrite': user('b4e74841-8e56-480b-be8b-910348b18b4c', 'Read and update your profile'),
  'User.ReadBasic.All': user(
    'b340eb25-3456-403f-be2f-af7a0d370277',
    'Read the basic profiles of all users',
  ),
  'User.Read.All': admin(
    'a154be20-db9c-4678-8ab7-66f6cc099a59',
    'Read the full profiles of all users',
  ),
  'User.ReadWrite.All': admin(
    '204e0828-b5ca-4ad8-b9f3-f32a958e7cc4',
    'Read and update the full profiles of all users',
  ),
  'OnlineMeetings.ReadWrite': user(
    'a65f2972-a4f8-4f5e-afd7-69ccb046d5dc',
    'Read and create your online meetings',
  ),
  'LicenseAssignment.Read.All': user(
    'f395577a-0960-456b-979f-7228de0c5996',
    'Read all license assignments',
  ),
  'Directory.Read.All': admin('06da0dbc-49e2-44d2-8312-53f166ab848a', 'Read the directory'),
  'Directory.ReadWrite.All': admin(
    'c5366453-9fb0-48a5-a156-24f0c49a4b84',
    'Read and change the directory',
  ),
  'Organization.Read.All': admin(
    '4908d5b9-3fb2-4b1e-9336-1888b7937185',
    'Read about the organization',
  ),
  'Application.Read.All': admin('c79f8feb-a9db-4090-85f9-90d820caa0eb', 'Read all applications'),
  'Application.ReadWrite.All': admin(
    'bdfbf15f-ee85-4955-8675-146e8e5296b5',
    'Read and change all applications',
  ),
  'AppRoleAssignment.ReadWrite.All': admin(
    '84bccea3-f856-4a8a-967b-dbe0a3d53a64',
    'Manage assignments of app roles',
  ),
  'DelegatedPermissionGrant.ReadWrite.All': admin(
    '41ce6ca6-6826-4807-84f1-1c82854f7ee5',
    'Manage grants of delegated permissions',
  ),
}

/** Graph's application permissions: their ids by their names. Source as above. */
export const graphRoles: Record<string, string> = {
  'User.Read.All': 'df021288-bdef-4463-88db-98f22de89214',
  'User.ReadWrite.All': '741f803b-c850-494e-b5df-cde7c675a1ca',
  'Directory.Read.All': '7ab1d382-f21e-4acd-a863-ba3e13f7da61',
  'Directory.ReadWrite.All': '19dbc75e-c2e2-444c-a770-ec69d8559fc7',
  'Organization.Read.All': '498476ce-e0fe-48b0-b801-37ba7e2685c6',
  'Application.Read.All': '9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30',
  'Application.ReadWrite.All': '1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9',
  'AppRoleAssignment.ReadWrite.All': '06b708a9-e830-4db3-a914-8e69da51d44f',
  'DelegatedPermissionGrant.ReadWrite.All': '8e8e4742-1d95-4f68-9d56-6ee75648c72a',
}

/** ACS's for Teams. Sources: azure-docs, manage-teams-identity.md; the TeamsExtension one from its quickstart. */
export const teamsScopes: Record<string, DelegatedPermission> = {
  'Teams.ManageCalls': user('de8ec1df-066a-4817-bc5d-9a985b986262', 'Manage calls in Teams'),
  'Teams.ManageChats': user('6290af7f-b407-49f9-92d5-bf584fdc4019', 'Manage chats in Teams'),
  'TeamsExtension.ManageCalls': user(
    '9ed60762-c537-4e50-8984-4b1db3d922ce',
    'Manage calls of Teams Phone',
  ),
}
