/** The common look of everything one types or chooses in. */
export const control =
  'h-8 w-full min-w-0 rounded-lg border border-line bg-paper px-2.5 text-sm font-normal text-ink transition-colors duration-120 ' +
  'hover:border-edge focus:border-accent focus:outline-1 focus:-outline-offset-1 focus:outline-accent ' +
  'aria-invalid:border-bad aria-invalid:outline-bad disabled:text-muted touch:h-11 touch:text-base'
