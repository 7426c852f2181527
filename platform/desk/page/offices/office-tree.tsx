import { type KeyboardEvent, useRef } from 'react'
import { NextIcon } from '../icons.js'
import { words } from '../words.js'
import type { TreeRow } from './arrange-offices.js'
import { officeWords } from './office-words.js'

interface OfficeTreeProps {
  rows: readonly TreeRow[]
  selectedId: string | null
  onSelect: (id: string) => void
  onToggle: (id: string, isOpen: boolean) => void
}

/** A tree by the rules of WAI-ARIA: arrows walk, open and shut; one row is in the order of the Tab key. */
export function OfficeTree({ rows, selectedId, onSelect, onToggle }: OfficeTreeProps) {
  const treeRef = useRef<HTMLDivElement>(null)
  const current = Math.max(
    0,
    rows.findIndex(({ office }) => office.id === selectedId),
  )
  const go = (index: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))]
    if (!row) return
    onSelect(row.office.id)
    treeRef.current?.querySelector<HTMLElement>(`[data-office="${row.office.id}"]`)?.focus()
  }
  const press = (event: KeyboardEvent, index: number) => {
    const row = rows[index]!
    const { office, depth, below, isOpen } = row
    switch (event.key) {
      case 'ArrowDown':
        go(index + 1)
        break
      case 'ArrowUp':
        go(index - 1)
        break
      case 'Home':
        go(0)
        break
      case 'End':
        go(rows.length - 1)
        break
      case 'ArrowRight':
        if (below > 0 && !isOpen) onToggle(office.id, true)
        else if (below > 0) go(index + 1)
        break
      case 'ArrowLeft':
        if (isOpen && below > 0) onToggle(office.id, false)
        else go(rows.findLastIndex((other, at) => at < index && other.depth < depth))
        break
      case 'Enter':
      case ' ':
        onSelect(office.id)
        break
      default:
        return
    }
    event.preventDefault()
  }
  return (
    <div role="tree" aria-label={officeWords.tree} className="tree" ref={treeRef}>
      {rows.map(({ office, depth, below, isOpen }, index) => (
        <div
          key={office.id}
          role="treeitem"
          data-office={office.id}
          aria-level={depth}
          aria-selected={office.id === selectedId}
          aria-expanded={below > 0 ? isOpen : undefined}
          tabIndex={index === current ? 0 : -1}
          className="tree__row"
          style={{ paddingLeft: `${0.5 + (depth - 1) * 1.125}rem` }}
          onClick={() => onSelect(office.id)}
          onKeyDown={(event) => press(event, index)}
        >
          {below > 0 ? (
            <span
              className="tree__twist"
              data-open={isOpen}
              aria-hidden="true"
              onClick={(event) => {
                event.stopPropagation()
                onToggle(office.id, !isOpen)
              }}
            >
              <NextIcon />
            </span>
          ) : (
            <span className="tree__twist" />
          )}
          <span className="tree__name">{office.name}</span>
          <span className="tree__level">{words.levels[office.level]}</span>
        </div>
      ))}
    </div>
  )
}
