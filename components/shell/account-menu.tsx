import { ArrowExitRegular } from '@fluentui/react-icons/headless/svg/arrow-exit'
import { PhoneLaptopRegular } from '@fluentui/react-icons/headless/svg/phone-laptop'
import { SignOutRegular } from '@fluentui/react-icons/headless/svg/sign-out'
import { SignOutForm } from '@/components/session/sign-out-form'
import styles from './account-menu.module.css'
import { HeaderMenu } from './header-menu'

/** The signed-in person, as far as the shell shows them. */
export interface Person {
  name: string
  username: string
  /** Where they come from, and what that is called. */
  directory: { term: string; id: string; name: string }
}

/** The signed-in person, and the ways of signing out; works without JavaScript. */
export function AccountMenu({ person }: { person: Person }) {
  const { name, username, directory } = person
  const ways = [
    { from: 'app', text: 'Sign out of this app', Icon: SignOutRegular },
    { from: 'directory', text: `Sign out of ${directory.name} as well`, Icon: ArrowExitRegular },
    { from: 'everywhere', text: 'Sign out on all devices', Icon: PhoneLaptopRegular },
  ]
  return (
    <HeaderMenu id="account-menu" label={`Account of ${name}`} trigger={<Trigger name={name} />}>
      <p className={styles.who}>
        <strong>{name}</strong>
        <span>{username}</span>
        <span>
          {directory.term} <code>{directory.id}</code>
        </span>
      </p>
      <SignOutForm>
        {ways.map(({ from, text, Icon }) => (
          <button key={from} type="submit" name="from" value={from} className={styles.way}>
            <Icon /> {text}
          </button>
        ))}
      </SignOutForm>
    </HeaderMenu>
  )
}

function Trigger({ name }: { name: string }) {
  return (
    <>
      <span aria-hidden="true" className={styles.initials}>
        {initials(name)}
      </span>
      <span className={styles.name}>{name}</span>
    </>
  )
}

/** `Ada Lovelace` makes `AL`. */
function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean)
  const ends = words.length > 1 ? [words.at(0), words.at(-1)] : words
  return ends.map((word = '') => String.fromCodePoint(word.codePointAt(0) ?? 0)).join('')
}
