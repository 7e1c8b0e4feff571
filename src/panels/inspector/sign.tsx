import { Icon, type IconData } from '../../ui/icon.tsx'

/** The sign of what is no device. */
export function Sign({ of }: { readonly of: IconData }) {
  return (
    <span className="grid size-10 shrink-0 place-items-center rounded-[0.7rem] bg-hover text-muted">
      <Icon of={of} size={1.3} />
    </span>
  )
}
