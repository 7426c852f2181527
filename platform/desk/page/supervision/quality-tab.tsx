import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Empty, Progress, Result, Select, Skeleton } from 'antd'
import { useSearchParams } from 'wouter'
import { useAction } from '../use-action.js'
import { useNow } from '../use-now.js'
import { words as deskWords } from '../words.js'
import { SampleList } from './sample-list.js'
import { SamplePane } from './sample-pane.js'
import { ShareList } from './share-list.js'
import { supervisionApi } from './supervision-api.js'
import { supervisionWords as words } from './supervision-words.js'
import { weeksBefore } from './weeks.js'

const WEEKS_BACK = 8

/** Closed tickets of a week that were drawn, what each office has reached, and a form to score them. */
export function QualityTab() {
  const [parameters, setParameters] = useSearchParams()
  const client = useQueryClient()
  const { message } = App.useApp()
  const weeks = weeksBefore(useNow(), WEEKS_BACK)
  const week = weeks.find(({ monday }) => monday === parameters.get('week'))?.monday ?? weeks[1]!.monday
  const openId = parameters.get('sample')
  const go = (next: { week?: string; sample?: string }) =>
    setParameters({ tab: 'quality', week, ...next }, { replace: true })
  const key = ['samples', week]
  const page = useQuery({ queryKey: key, queryFn: () => supervisionApi.samples(week) })
  const refresh = () => client.invalidateQueries({ queryKey: key })
  const draw = useAction(async () => {
    try {
      const { drawn } = await supervisionApi.draw(week)
      message.success(words.drawn(drawn))
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    }
    await refresh()
  })
  const samples = page.data?.samples ?? []
  const open = samples.find(({ id }) => id === openId)
  const reviewed = samples.filter(({ marks }) => marks !== null).length
  const nextOpen = samples.find(({ id, marks }) => marks === null && id !== openId)

  return (
    <div className="quality" data-open={open !== undefined}>
      <div className="quality__side">
        <div className="quality__week">
          <Select
            aria-label={words.week}
            value={week}
            onChange={(monday) => go({ week: monday })}
            options={weeks.map(({ monday, sunday }, back) => ({
              value: monday,
              label: [
                words.weekName(monday.slice(5), sunday.slice(5)),
                back === 0 ? words.thisWeek : back === 1 ? words.lastWeek : '',
              ].join(' '),
            }))}
          />
          <Button loading={draw.isBusy} onClick={() => void draw.run()}>
            {words.draw}
          </Button>
        </div>
        {page.isPending && <Skeleton active className="queue__skeleton" />}
        {page.isError && !page.data && (
          <Result
            status="warning"
            title={deskWords.failed.title}
            subTitle={page.error.message}
            extra={<Button onClick={() => void page.refetch()}>{deskWords.retry}</Button>}
          />
        )}
        {page.data &&
          (page.data.shares.length === 0 ? (
            <Empty
              className="queue__empty"
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description={
                <>
                  <strong>{words.noneClosed}</strong>
                  <br />
                  {words.noneClosedHint}
                </>
              }
            />
          ) : (
            <>
              <ShareList shares={page.data.shares} />
              <section className="quality__samples" aria-labelledby="samples">
                <div className="load__title">
                  <h2 id="samples">{words.samples}</h2>
                  <span className="load__hint">{words.progress(reviewed, samples.length)}</span>
                </div>
                <Progress
                  aria-label={words.progress(reviewed, samples.length)}
                  percent={samples.length === 0 ? 0 : (reviewed / samples.length) * 100}
                  showInfo={false}
                  size="small"
                />
                <SampleList samples={samples} openId={openId} onOpen={(sample) => go({ sample })} />
              </section>
            </>
          ))}
      </div>
      <div className="quality__open">
        {open ? (
          <SamplePane
            key={open.id}
            sample={open}
            onBack={() => go({})}
            onSaved={async () => {
              await refresh()
              if (open.marks !== null) return
              if (nextOpen) go({ sample: nextOpen.id })
              else message.success(words.allScored)
            }}
          />
        ) : (
          <Empty
            className="live__none"
            image={Empty.PRESENTED_IMAGE_SIMPLE}
            description={
              <>
                <strong>{words.pick}</strong>
                <br />
                {words.pickHint}
              </>
            }
          />
        )}
      </div>
    </div>
  )
}
