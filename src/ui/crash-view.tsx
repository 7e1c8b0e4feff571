import { TriangleAlert } from 'lucide'
import { Component, type ReactNode } from 'react'
import { EmptyState } from './empty-state.tsx'

interface BoundaryProps {
  /** What stands in the region's place; `retry` draws it anew. */
  readonly renderFallback: (error: unknown, retry: () => void) => ReactNode
  readonly children: ReactNode
}

interface BoundaryState {
  readonly caught: { readonly error: unknown } | undefined
}

/** Keeps a fault of one region from taking the rest of the page with it. */
export class ErrorBoundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { caught: undefined }

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { caught: { error } }
  }

  private readonly retry = () => this.setState({ caught: undefined })

  override render(): ReactNode {
    const { caught } = this.state
    return caught ? this.props.renderFallback(caught.error, this.retry) : this.props.children
  }
}

interface CrashViewProps {
  readonly title: string
  readonly text: string
  /** What the program says of it, for a report. */
  readonly detail: string
  readonly detailLabel: string
  readonly children: ReactNode
}

/** What stands where a region failed: what happened, and that the work can be saved. */
export function CrashView({ title, text, detail, detailLabel, children }: CrashViewProps) {
  return (
    <div role="alert" className="grid size-full min-h-40 [place-content:safe_center] overflow-auto bg-panel">
      <EmptyState icon={TriangleAlert} title={title} text={text}>
        {children}
      </EmptyState>
      <details className="mx-auto max-w-md px-4 pb-4 text-xs text-muted">
        <summary>{detailLabel}</summary>
        <pre className="mt-1 font-mono whitespace-pre-wrap">{detail}</pre>
      </details>
    </div>
  )
}
