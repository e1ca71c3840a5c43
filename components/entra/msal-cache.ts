// The prefix of all that MSAL keeps in a storage, whatever the version of its entries.
const PREFIX = 'msal.'

let isSignedOut = false

/**
 * Removes what MSAL keeps in this tab, because nobody is signed in any longer: tokens, accounts, and
 * attempts under way. Entries of other apps on this origin's MSAL go along.
 */
export function clearMsalCache(): void {
  isSignedOut = true
  for (const storage of [sessionStorage, localStorage]) {
    for (const key of Object.keys(storage)) if (key.startsWith(PREFIX)) storage.removeItem(key)
  }
}

/** Removes what an attempt has still written that was under way when the person signed out. */
export function clearLateMsalEntries(): void {
  if (isSignedOut) clearMsalCache()
}
