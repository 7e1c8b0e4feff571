import { NodeResizer, type OnResizeEnd } from '@xyflow/react'
import type { Size } from '../model/topology.ts'

interface CornersProps {
  readonly isVisible: boolean
  readonly smallest: Size
  readonly onResizeEnd: OnResizeEnd
}

/** Corners to drag a box larger or smaller by. */
export function Corners({ isVisible, smallest, onResizeEnd }: CornersProps) {
  return (
    <NodeResizer
      isVisible={isVisible}
      minWidth={smallest.width}
      minHeight={smallest.height}
      handleClassName="resize-corner"
      lineClassName="resize-line"
      onResizeEnd={onResizeEnd}
    />
  )
}
