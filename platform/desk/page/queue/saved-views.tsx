import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, Popover } from 'antd'
import { useState } from 'react'
import { deskApi } from '../desk-api.js'
import { Dialog } from '../dialog.js'
import { CloseIcon, DownIcon } from '../icons.js'
import { useAction } from '../use-action.js'
import { words } from '../words.js'
import type { QueueFilter } from './use-queue-filter.js'

const KEY = ['views']

/** Filters that a member has named, on whatever computer they sit. */
export function SavedViews({ filter }: { filter: QueueFilter }) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const [isOpen, setOpen] = useState(false)
  const [isNaming, setNaming] = useState(false)
  const views = useQuery({ queryKey: KEY, queryFn: deskApi.views })
  const remove = useMutation({
    mutationFn: deskApi.deleteView,
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
    onError: (error) => message.error(error.message),
  })
  const current = views.data?.find(({ query }) => query === filter.text)
  return (
    <>
      <Popover
        trigger="click"
        placement="bottomRight"
        open={isOpen}
        onOpenChange={setOpen}
        content={
          <div className="saved">
            {views.data?.length === 0 && <p className="saved__empty">{words.queue.savedEmpty}</p>}
            <ul>
              {views.data?.map(({ id, name, query }) => (
                <li key={id}>
                  <button
                    type="button"
                    className="saved__view"
                    aria-current={query === filter.text}
                    onClick={() => {
                      filter.replace(query)
                      setOpen(false)
                    }}
                  >
                    {name}
                  </button>
                  <Button
                    type="text"
                    size="small"
                    icon={<CloseIcon />}
                    aria-label={words.queue.deleteView(name)}
                    onClick={() => remove.mutate(id)}
                  />
                </li>
              ))}
            </ul>
            <Button
              type="link"
              size="small"
              onClick={() => {
                setOpen(false)
                setNaming(true)
              }}
            >
              {words.queue.saveAs}
            </Button>
          </div>
        }
      >
        <Button icon={<DownIcon />} iconPlacement="end" className="filters__saved" aria-expanded={isOpen}>
          {current?.name ?? words.queue.saved}
        </Button>
      </Popover>
      {isNaming && <NameDialog query={filter.text} onClose={() => setNaming(false)} />}
    </>
  )
}

function NameDialog({ query, onClose }: { query: string; onClose: () => void }) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const [form] = Form.useForm<{ name: string }>()
  const save = useAction(async ({ name }: { name: string }) => {
    await deskApi.saveView({ name: name.trim(), query })
    await client.invalidateQueries({ queryKey: KEY })
    message.success(words.queue.savedDone(name.trim()))
    onClose()
  })
  return (
    <Dialog
      title={words.queue.saveTitle}
      okText={words.save}
      confirmLoading={save.isBusy}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(given) => void save.run(given)}>
        <Form.Item
          name="name"
          label={words.queue.saveName}
          rules={[{ required: true, whitespace: true }]}
          validateStatus={save.problem ? 'error' : undefined}
          help={save.problem ?? undefined}
        >
          <Input autoFocus maxLength={30} />
        </Form.Item>
      </Form>
    </Dialog>
  )
}
