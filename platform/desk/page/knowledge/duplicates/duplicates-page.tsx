import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import type { DuplicatePair } from '../../../../knowledge/duplicates/duplicate-wire.js'
import { AdminPage } from '../../admin-page.js'
import { ConfirmDialog } from '../../confirm-dialog.js'
import { Loaded } from '../../loaded.js'
import { NothingHere } from '../../nothing-here.js'
import { knowledgeApi } from '../knowledge-api.js'
import { ListPages } from '../list-pages.js'
import { qualityApi } from '../quality-api.js'
import { useAddressFilter } from '../use-address-filter.js'
import { duplicatesWords as words } from './duplicates-words.js'
import { PairCard } from './pair-card.js'

const FILTERS = [] as const
const PAGE_SIZE = 20
type Entry = DuplicatePair['left']

/** Q&A that ask the same, side by side; those that answer from other articles first. */
export function DuplicatesPage() {
  const client = useQueryClient()
  const { message } = App.useApp()
  const filter = useAddressFilter(FILTERS)
  const query = filter.query(PAGE_SIZE)
  const list = useQuery({
    queryKey: ['knowledge', 'duplicates', query.toString()],
    queryFn: () => qualityApi.duplicates(query),
    placeholderData: keepPreviousData,
  })
  const [keeping, setKeeping] = useState<{ kept: Entry; other: Entry } | null>(null)
  const refresh = () => client.invalidateQueries({ queryKey: ['knowledge'] })
  return (
    <AdminPage
      title={words.title}
      state={list.data && words.state(list.data.total, list.data.contradictions)}
    >
      <Loaded query={list}>
        {({ pairs, total }) =>
          pairs.length === 0 ? (
            <NothingHere title={words.none} hint={words.noneHint} />
          ) : (
            <>
              <ul className="pairs">
                {pairs.map((pair) => (
                  <PairCard
                    key={`${pair.left.versionId} ${pair.right.versionId}`}
                    pair={pair}
                    onKeep={(kept, other) => setKeeping({ kept, other })}
                    onApart={async () => {
                      await qualityApi.setApart(pair.left.versionId, pair.right.versionId)
                      await refresh()
                      message.success(words.apartDone)
                    }}
                  />
                ))}
              </ul>
              <ListPages total={total} pageSize={PAGE_SIZE} page={filter.page} onTurn={filter.turnTo} />
            </>
          )
        }
      </Loaded>
      {keeping && (
        <ConfirmDialog
          title={words.keepTitle}
          consequence={words.keepHint(keeping.other.question)}
          okText={words.withdraw}
          isDanger
          onOk={async () => {
            await knowledgeApi.withdraw(keeping.other.versionId, words.reason(keeping.kept.question))
            await refresh()
            message.success(words.withdrawn)
            setKeeping(null)
          }}
          onClose={() => setKeeping(null)}
        />
      )}
    </AdminPage>
  )
}
