'use client'

import { CallRegular } from '@fluentui/react-icons/headless/svg/call'
import { CheckmarkCircleFilled } from '@fluentui/react-icons/headless/svg/checkmark-circle'
import { KeyRegular } from '@fluentui/react-icons/headless/svg/key'
import { PersonRegular } from '@fluentui/react-icons/headless/svg/person'
import { PersonKeyRegular } from '@fluentui/react-icons/headless/svg/person-key'
import { PageLink } from '@/components/shell/page-link'
import { useSignInTarget } from '@/components/session/sign-in-context'
import { useToken } from '@/components/token/token-store'
import { useNow } from '@/components/ui/use-now'
import styles from './flow.module.css'

interface FlowProps {
  userName: string | undefined
  hasIdentity: boolean
  /** Whether people sign in with Microsoft Entra ID. */
  isMicrosoft: boolean
}

/** The steps from an account to a call; those that the person has completed are highlighted. */
export function Flow({ userName, hasIdentity, isMicrosoft }: FlowProps) {
  const { name: directory } = useSignInTarget()
  const hasToken = useHasToken()
  const reached = [userName !== undefined, hasIdentity, hasToken, false].indexOf(false)
  const steps = [
    {
      Icon: PersonRegular,
      title: 'Sign in',
      text: `${isMicrosoft ? 'Microsoft Entra ID (formerly Azure Active Directory)' : directory} confirms who you are.`,
      done: `Signed in as ${userName ?? ''}`,
    },
    {
      Icon: PersonKeyRegular,
      title: 'Identity',
      text: 'This server keeps one ACS identity for your account.',
      done: 'You have an identity',
      next: { href: '/identity', text: 'Create your identity' },
    },
    {
      Icon: KeyRegular,
      title: 'Token',
      text: 'ACS issues an access token for your identity. It works until it expires.',
      done: 'You have a token',
      next: { href: '/identity', text: 'Get a token' },
    },
    {
      Icon: CallRegular,
      title: 'Call',
      text: 'With the token, an app joins calls and Teams meetings.',
      done: '',
      next: { href: '/call', text: 'Join a call' },
    },
  ]
  return (
    <ol aria-label="From your account to a call" className={`card ${styles.flow}`}>
      {steps.map(({ Icon, title, text, done, next }, index) => (
        <li key={title} className={styles[stateOf(index, reached)]}>
          <span className={styles.icon}>
            <Icon />
          </span>
          <h2>{title}</h2>
          <p>{text}</p>
          {index < reached && (
            <p className={styles.done}>
              <CheckmarkCircleFilled /> {done}
            </p>
          )}
          {index === reached && next && (
            <p>
              <PageLink href={next.href}>{next.text}</PageLink>
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}

function useHasToken(): boolean {
  const now = useNow()
  const token = useToken('acs')
  return token !== undefined && Date.parse(token.expiresOn) > now
}

function stateOf(index: number, reached: number): 'reached' | 'next' | 'ahead' {
  if (index < reached) return 'reached'
  return index === reached ? 'next' : 'ahead'
}
