import 'server-only'
import { cookies } from 'next/headers'
import { type Theme, THEME_COOKIE, toTheme } from '@/components/ui/theme/themes'

/** The theme that the person chose, on this device. */
export async function chosenTheme(): Promise<Theme> {
  return toTheme((await cookies()).get(THEME_COOKIE)?.value)
}
