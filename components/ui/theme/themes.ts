/** What a person may choose; `system` follows the device. */
export const themes = ['system', 'light', 'dark'] as const

export type Theme = (typeof themes)[number]

/** Remembers the choice, so that the server renders it from the start. */
export const THEME_COOKIE = 'acs-auth.theme'

/** The theme that a cookie's value names; `system` where it names none. */
export function toTheme(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? 'system'
}
