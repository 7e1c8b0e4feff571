import {
  Background,
  BackgroundVariant,
  ConnectionMode,
  MiniMap,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useStore,
  type EdgeTypes,
  type NodeTypes,
  type ReactFlowState,
} from '@xyflow/react'
import { useMemo, useRef, useState } from 'react'
import { useT } from '../i18n/use-t.tsx'
import { kindOf } from '../kinds/registry.ts'
import { boundsOf, gridStep } from '../picture/geometry.ts'
import { getDiagram } from '../store/document-store.ts'
import { useSession, type Session } from '../store/session-store.ts'
import { ariaLabels } from './aria.ts'
import { useMinimap } from './canvas-store.ts'
import { ConnectHint } from './connect-hint.tsx'
import { DeviceNode } from './device-node.tsx'
import { EmptyCanvas } from './empty-canvas.tsx'
import { PaletteGhost, TabOrder } from './late-parts.ts'
import { LinkEdge } from './link-edge.tsx'
import { NoteNode } from './note-node.tsx'
import { PacketOverlay } from './packet.tsx'
import type { FlowEdge, FlowNode } from './to-flow.ts'
import { useDropTarget } from './use-drop.ts'
import { useFlow } from './use-flow.ts'
import { useKeys } from './use-keys.ts'
import { useView } from './use-view.ts'
import { VerdictChip } from './verdict-chip.tsx'
import { fitOptions } from './view.ts'
import { ConnectionLine, useWiring } from './wiring.tsx'
import { ZoneNode } from './zone-node.tsx'
import { ZoomBar } from './zoom-bar.tsx'

// One entry each: what a device looks like is its kind's business, so that a new kind never comes here.
const nodeTypes: NodeTypes = { device: DeviceNode, zone: ZoneNode, note: NoteNode }
const edgeTypes: EdgeTypes = { link: LinkEdge }

/** Above this many devices, only those in sight are drawn. */
const manyDevices = 300
/** Below this zoom, a card is its icon and its name. */
const smallZoom = 0.4

const snapGrid: [number, number] = [gridStep, gridStep]
const deleteKeys = ['Delete', 'Backspace']
const multiKeys = ['Shift', 'Meta', 'Control']

interface DiagramCanvasProps {
  /** Offered while there is nothing on the canvas. */
  readonly onOpenTemplate?: () => void
}

/** The diagram, to build and to follow. */
export default function DiagramCanvas(props: DiagramCanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  )
}

/** How much the packet and its sentence are enlarged against the view, so that they can be read from afar. */
const selectUpscale = (state: ReactFlowState) => Math.max(1, Math.round((0.85 / state.transform[2]) * 10) / 10)
const selectIsSmall = (state: ReactFlowState) => state.transform[2] < smallZoom
const selectIsFollowing = ({ playback }: Session) => playback.hop !== undefined
const selectIsConnecting = ({ connecting }: Session) => connecting !== undefined

function Canvas({ onOpenTemplate }: DiagramCanvasProps) {
  const t = useT()
  const root = useRef<HTMLDivElement>(null)
  const isSmall = useStore(selectIsSmall)
  const upscale = useStore(selectUpscale)
  const isConnecting = useSession(selectIsConnecting)
  const isFollowing = useSession(selectIsFollowing)
  const isMapShown = useMinimap()
  const [hasContent] = useState(() => boundsOf(getDiagram()) !== undefined)
  const { nodes, edges, onNodesChange, onEdgesChange, onDelete } = useFlow()
  const { onConnectEnd, onNodeClick, onPaneClick } = useWiring()
  const labels = useMemo(() => ariaLabels(t), [t])
  useView()
  useDropTarget()
  useKeys(root)
  return (
    <div
      ref={root}
      className="canvas"
      data-detail={isSmall ? 'low' : 'full'}
      data-connecting={isConnecting || undefined}
      data-following={isFollowing || undefined}
    >
      <ReactFlow<FlowNode, FlowEdge>
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onDelete={onDelete}
        onNodeClick={onNodeClick}
        onPaneClick={onPaneClick}
        onConnectEnd={onConnectEnd}
        connectionLineComponent={ConnectionLine}
        connectionMode={ConnectionMode.Loose}
        connectionRadius={24}
        connectOnClick={false}
        deleteKeyCode={deleteKeys}
        multiSelectionKeyCode={multiKeys}
        // React Flow would keep Space from the journey, to drag the view with it held; dragging does so without.
        panActivationKeyCode={null}
        selectionMode={SelectionMode.Partial}
        elevateNodesOnSelect={false}
        elevateEdgesOnSelect={false}
        onlyRenderVisibleElements={nodes.length > manyDevices}
        snapToGrid
        snapGrid={snapGrid}
        nodeDragThreshold={4}
        minZoom={0.1}
        maxZoom={2.5}
        zoomOnDoubleClick={false}
        fitView={hasContent}
        fitViewOptions={fitOptions}
        ariaLabelConfig={labels}
        aria-label={t('canvas.label')}
      >
        <Background variant={BackgroundVariant.Dots} gap={24} size={1.5} />
        {isMapShown ? <MiniMap<FlowNode> pannable zoomable nodeColor={colorInMap} nodeBorderRadius={14} /> : null}
        <VerdictChip scale={upscale} />
        <PacketOverlay scale={upscale} />
      </ReactFlow>
      <ZoomBar />
      <ConnectHint />
      <EmptyCanvas onOpenTemplate={onOpenTemplate} />
      <PaletteGhost />
      <TabOrder root={root} />
    </div>
  )
}

function colorInMap({ id, type }: FlowNode): string {
  if (type !== 'device') return 'var(--color-hover)'
  const category = kindOf(getDiagram().devices[id]?.kind ?? '')?.category ?? 'access'
  return `var(--cat-${category}-fg)`
}
