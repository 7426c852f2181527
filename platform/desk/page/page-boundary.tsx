import { Button } from 'antd'
import { Component, type ReactNode } from 'react'
import { Notice } from './notice.js'
import { words } from './words.js'

/** A page that breaks, or whose part is gone after an update, takes nothing else with it. */
export class PageBoundary extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError() {
    return { isBroken: true }
  }

  override render() {
    if (!this.state.isBroken) return this.props.children
    return (
      <Notice status="warning" title={words.failed.page}>
        <Button type="primary" onClick={() => location.reload()}>
          {words.failed.reload}
        </Button>
      </Notice>
    )
  }
}
