import { createHash } from 'node:crypto'

const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

export function isGuid(text: string): boolean {
  return GUID.test(text)
}

/** GUIDs one after the other, each in the byte order of .NET, as base64url: how Graph composes ids. */
export function packGuids(...guids: string[]): string {
  const packed = guids.map((guid) => {
    const bytes = Buffer.from(guid.replaceAll('-', ''), 'hex')
    for (const [start, end] of [
      [0, 4],
      [4, 6],
      [6, 8],
    ])
      bytes.subarray(start, end).reverse()
    return bytes
  })
  return Buffer.concat(packed).toString('base64url')
}

/** A GUID made of a text: the same each time, so that it needs no keeping. */
export function guidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5')
}
