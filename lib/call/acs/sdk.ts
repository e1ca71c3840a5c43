import type * as Calling from '@azure/communication-calling'

/** The calling SDK, once it is loaded. */
export type Sdk = typeof Calling

/** Loads the calling SDK: some 7 MB, and in browsers only. */
export function loadSdk(): Promise<Sdk> {
  return import('@azure/communication-calling')
}
