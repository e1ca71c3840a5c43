import * as z from 'zod'

const requestSchema = z.object({
  access_token: z.object({
    xms_cc: z.object({ values: z.union([z.string(), z.array(z.string())]) }),
  }),
})

/**
 * The capabilities a client declares in its `claims`, as it wrote them. The one there is, `cp1`, says that
 * it understands claims challenges. Source: entra-docs, claims-challenge.md, "Client capabilities".
 */
export function clientCapabilities(claims: string | null): string[] {
  if (claims === null) return []
  try {
    const { access_token } = requestSchema.parse(JSON.parse(claims))
    return [access_token.xms_cc.values].flat().filter((value) => value.toLowerCase() === 'cp1')
  } catch {
    return []
  }
}
