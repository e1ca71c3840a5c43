import { BeakerRegular } from '@fluentui/react-icons/headless/svg/beaker'
import styles from './shell.module.css'

/** Says that accounts and tokens come from the emulator. */
export function LocalBanner() {
  return (
    <p className={styles.banner} role="note">
      <BeakerRegular />
      <span>
        <strong>Local mode.</strong> Accounts and tokens come from an emulator on this machine, not
        from Microsoft.
      </span>
    </p>
  )
}
