import * as z from 'zod'
import { guid } from './forms'

/** What the platform sets that this server runs on, and people mostly don't. */
export const platformVariables = {
  AZURE_CLIENT_ID: [
    guid.optional(),
    'Azure portal > Managed identities > the identity > Client ID. Which identity this server uses, where it has a user-assigned one.',
  ],
  AZURE_FEDERATED_TOKEN_FILE: [
    z.string().optional(),
    'Where Kubernetes writes the token of this server’s service account. AKS sets it for pods with the label azure.workload.identity/use.',
  ],
  VERCEL: [z.string().optional(), 'Vercel sets it.'],
  VERCEL_OIDC_TOKEN: [
    z.string().optional(),
    'For development with Vercel’s identity: `vercel env pull` writes it, and it lasts for 12 hours.',
  ],
} as const
