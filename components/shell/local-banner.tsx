/** Says that nothing here is Microsoft's: people and tokens come from the emulator. */
export function LocalBanner() {
  return (
    <p className="local-banner" role="note">
      <strong>Local mode.</strong> Accounts and tokens come from an emulator on this machine, not
      from Microsoft.
    </p>
  )
}
