import { ErrorCircleRegular } from '@fluentui/react-icons/headless/svg/error-circle'
import { MapRegular } from '@fluentui/react-icons/headless/svg/map'
import { SignOutRegular } from '@fluentui/react-icons/headless/svg/sign-out'
import { WrenchRegular } from '@fluentui/react-icons/headless/svg/wrench'
import type { ReactNode } from 'react'
import styles from './notice-page.module.css'

const icons = {
  failed: ErrorCircleRegular,
  nothing: MapRegular,
  'signed-out': SignOutRegular,
  setup: WrenchRegular,
}

interface NoticePageProps {
  kind: keyof typeof icons
  title: string
  text: string
  /** What to do next. */
  children: ReactNode
}

/** A page with one message, and what to do next. */
export function NoticePage({ kind, title, text, children }: NoticePageProps) {
  const Icon = icons[kind]
  return (
    <div className={styles.notice}>
      <Icon />
      <h1>{title}</h1>
      <p className="lead">{text}</p>
      {children}
    </div>
  )
}
