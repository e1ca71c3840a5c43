import * as z from 'zod'

export const guid = z.guid('must be a GUID').toLowerCase()
export const list = z.string().transform((value) => value.split(/[\s,]+/).filter(Boolean))
export const origin = z
  .url({
    protocol: /^https?$/,
    error: 'must be an address such as https://calls.contoso.com',
    abort: true,
  })
  .refine((value) => new URL(value).pathname === '/', { error: 'must have no path' })
  .transform((value) => new URL(value).origin)
export const endpoint = z
  .url({ protocol: /^https?$/, error: 'must be an address' })
  .transform((value) => value.replace(/\/+$/, ''))

/**
 * What rules hold a variable to. A `service` is the address of one that this app depends on: on this machine
 * in local mode, and never otherwise. A `secret` can't be guessed.
 */
export type Mark = 'service' | 'secret'

/** A variable: its form, where its value is found, and its mark where it has one. */
export type Variable = readonly [form: z.ZodType, hint: string, mark?: Mark]

/** What each variable reads as, once it has its form. */
export type ValuesOf<V extends Readonly<Record<string, Variable>>> = {
  [Name in keyof V]: z.output<V[Name][0]>
}
