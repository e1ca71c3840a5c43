/** The product's mark, as in app/icon.svg. */
export function Logo() {
  return (
    <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#4f52b2" />
      <circle cx="12" cy="12" r="5" fill="#fff" />
      <path d="M5 26a7 7 0 0 1 14 0z" fill="#fff" />
      <path
        d="M20 14h3a3 3 0 0 1 3 3v9"
        fill="none"
        stroke="#fff"
        strokeWidth="3"
        strokeLinecap="round"
      />
    </svg>
  )
}
