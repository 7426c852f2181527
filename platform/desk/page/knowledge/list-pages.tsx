import { Pagination } from 'antd'

interface ListPagesProps {
  total: number
  pageSize: number
  page: number
  onTurn: (page: number) => void
}

/** Turning the pages of a list; nothing where one page holds all. */
export function ListPages({ total, pageSize, page, onTurn }: ListPagesProps) {
  if (total <= pageSize) return null
  return (
    <Pagination
      className="list-pages"
      align="center"
      current={page}
      pageSize={pageSize}
      total={total}
      showSizeChanger={false}
      showLessItems
      onChange={onTurn}
    />
  )
}
