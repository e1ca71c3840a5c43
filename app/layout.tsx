import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { chosenTheme } from './chosen-theme'
import './fluent-theme.css'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'ACS authentication server', template: '%s · ACS authentication server' },
  description:
    'Maps signed-in people to Azure Communication Services identities and issues their access tokens.',
}

/** The color scheme is in the head as well, so that the canvas is right before any style sheet has loaded. */
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
