import { type ReactNode, useLayoutEffect, useRef } from 'react'

/** So near to the end counts as being there. */
const END_PX = 40

interface ThreadFrameProps {
  label: string
  /** How much stands in it: another number means that something was added. */
  count: number
  children: ReactNode
}

/** What was said, the newest at the bottom; in sight unless one has scrolled up to read. */
export function ThreadFrame({ label, count, children }: ThreadFrameProps) {
  const topRef = useRef<HTMLElement>(null)
  const isAtEnd = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when something is added
  useLayoutEffect(() => {
    const thread = topRef.current!
    const showEnd = () => {
      if (isAtEnd.current) thread.scrollTop = thread.scrollHeight
    }
    showEnd()
    // The editor below takes more room when text is put into it.
    const observer = new ResizeObserver(showEnd)
    observer.observe(thread)
    return () => observer.disconnect()
  }, [count])
  return (
    <section
      ref={topRef}
      className="thread"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: or the keyboard could not scroll it
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
        isAtEnd.current = scrollTop + clientHeight >= scrollHeight - END_PX
      }}
    >
      <ol className="thread__list">{children}</ol>
    </section>
  )
}
