import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Empty, Progress } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import type { CaseView } from '../../../../knowledge/cases/case-wire.js'
import { AdminPage } from '../../admin-page.js'
import { ConfirmDialog } from '../../confirm-dialog.js'
import { Loaded } from '../../loaded.js'
import { qualityApi } from '../quality-api.js'
import { CaseRow } from './case-row.js'
import { casesWords as words } from './cases-words.js'
import { useRunAll } from './use-run-all.js'
import { verdictOf } from './verdict-of.js'

const KEY = ['knowledge', 'cases']

/** Questions that are asked again after each change, with what came of them. */
export function CasesPage() {
  const client = useQueryClient()
  const { message } = App.useApp()
  const list = useQuery({ queryKey: KEY, queryFn: qualityApi.cases })
  const [dropping, setDropping] = useState<CaseView | null>(null)
  const change = (change: (cases: CaseView[]) => CaseView[]) =>
    client.setQueryData<typeof list.data>(KEY, (before) => {
      if (!before) return before
      const cases = change(before.cases)
      return { cases, total: before.total - before.cases.length + cases.length }
    })
  const running = useRunAll((done) =>
    change((cases) => cases.map((each) => (each.id === done.id ? done : each))),
  )
  const { progress } = running
  const cases = list.data?.cases ?? []
  const runAll = async () => {
    const ran = await running.run(cases.map(({ id }) => id))
    const right = ran.filter((each) => verdictOf(each) === 'right').length
    if (ran.length > 0) message.success(words.done(right, ran.length))
  }
  return (
    <AdminPage
      title={words.title}
      state={list.data && `${words.total(list.data.total)}。${words.hint}`}
      actions={
        cases.length > 0 && (
          <>
            <a href={qualityApi.exportOfCases} download="cases.jsonl" className="keys__docs">
              {words.export}
            </a>
            {progress ? (
              <Button onClick={running.stop}>{words.stop}</Button>
            ) : (
              <Button type="primary" onClick={() => void runAll()}>
                {words.runAll}
              </Button>
            )}
          </>
        )
      }
    >
      {progress && (
        <div className="cases__progress" role="status">
          <Progress
            percent={Math.round((progress.done / progress.total) * 100)}
            size="small"
            showInfo={false}
            aria-label={words.running(progress.done, progress.total)}
          />
          <span>{words.running(progress.done, progress.total)}</span>
        </div>
      )}
      {running.problem && <Alert type="error" showIcon role="alert" title={running.problem} />}
      <Loaded query={list}>
        {() =>
          cases.length === 0 ? (
            <Empty
              className="admin__empty"
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description={
                <>
                  <strong>{words.none}</strong>
                  <br />
                  {words.noneHint}
                </>
              }
            >
              <Link href="/knowledge/tester" asChild>
                <Button>{words.toTester}</Button>
              </Link>
            </Empty>
          ) : (
            <table className="table knowledge-list">
              <thead>
                <tr>
                  {Object.entries(words.columns).map(([key, label]) => (
                    <th key={key} scope="col">
                      {label}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {cases.map((each) => (
                  <CaseRow
                    key={each.id}
                    kept={each}
                    isBusy={progress !== null}
                    onRun={() => void running.run([each.id])}
                    onDrop={() => setDropping(each)}
                  />
                ))}
              </tbody>
            </table>
          )
        }
      </Loaded>
      {dropping && (
        <ConfirmDialog
          title={words.dropTitle}
          consequence={words.dropHint(dropping.question)}
          okText={words.drop}
          isDanger
          onOk={async () => {
            await qualityApi.dropCase(dropping.id)
            change((before) => before.filter(({ id }) => id !== dropping.id))
            message.success(words.dropped)
            setDropping(null)
          }}
          onClose={() => setDropping(null)}
        />
      )}
    </AdminPage>
  )
}
