/** The sign of the app: a way through three points. */
export function Logo() {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" className="size-7 shrink-0">
      <rect width="32" height="32" rx="9" fill="var(--color-accent)" />
      <g fill="none" stroke="var(--color-on-accent)" strokeWidth="2.4" strokeLinecap="round" strokeLinejoin="round">
        <path d="M9.5 22.5h4a3 3 0 0 0 3-3v-7a3 3 0 0 1 3-3h1" />
        <circle cx="8" cy="22.5" r="2" fill="var(--color-on-accent)" stroke="none" />
        <circle cx="23" cy="9.5" r="2.6" />
      </g>
    </svg>
  )
}
