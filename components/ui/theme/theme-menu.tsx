'use client'

import { DarkThemeRegular } from '@fluentui/react-icons/headless/svg/dark-theme'
import { useState } from 'react'
import { HeaderMenu } from '@/components/shell/header-menu'
import { type Theme, THEME_COOKIE, themes } from './themes'
import styles from './theme-menu.module.css'

const names: Record<Theme, string> = { system: 'Same as system', light: 'Light', dark: 'Dark' }
const YEAR_SECONDS = 365 * 24 * 3600

/** Chooses the theme; it changes at once and is remembered. */
export function ThemeMenu({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState(initial)
  return (
    <HeaderMenu id="theme-menu" label="Theme" trigger={<DarkThemeRegular />}>
      <fieldset className={styles.themes}>
        <legend>Theme</legend>
        {themes.map((value) => (
          <label key={value}>
            <input
              type="radio"
              name="theme"
              checked={theme === value}
              onChange={() => {
                setTheme(value)
                apply(value)
              }}
            />
            {names[value]}
          </label>
        ))}
      </fieldset>
    </HeaderMenu>
  )
}

function apply(theme: Theme) {
  document.documentElement.dataset.theme = theme
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`
}
