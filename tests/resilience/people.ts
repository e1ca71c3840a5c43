import { decodeJwt } from 'jose'
import type { Emulator } from '../support/programs/emulator'

/** A person whom only these tests know. */
export interface Person {
  objectId: string
  headers: Record<string, string>
}

/** Makes people up: their API tokens are signed by the emulator's Entra, as real ones would be. */
export async function inventPeople(emulator: Emulator, count: number): Promise<Person[]> {
  const claims = decodeJwt(await emulator.apiToken('ada'))
  return Promise.all(
    Array.from({ length: count }, async () => {
      const objectId = crypto.randomUUID()
      const token = await emulator.sign({ ...claims, oid: objectId })
      return { objectId, headers: { authorization: `Bearer ${token}` } }
    }),
  )
}
