import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { chosenTheme } from './chosen-theme'
import './fluent-theme.css'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'ACS authentication server', template: '%s · ACS authentication server' },
  description:
    'Maps signed-in Microsoft Entra users to Azure Communication Services identities and issues their tokens.',
}

/** The colour scheme is said in the head, too: the canvas is right before any style sheet is there. */
export async function generateViewport(): Promise<Viewport> {
  const theme = await chosenTheme()
  return { colorScheme: theme === 'system' ? 'light dark' : theme }
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" data-theme={await chosenTheme()}>
      <body>{children}</body>
    </html>
  )
}
