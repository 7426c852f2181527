import { useQueryClient } from '@tanstack/react-query'
import { App, Segmented } from 'antd'
import { useState } from 'react'
import type { PolicyReply } from '../../../../knowledge/dependents/dependent-wire.js'
import { ConfirmDialog } from '../../confirm-dialog.js'
import { useSession } from '../../session.js'
import { dependentsApi } from './dependents-api.js'
import { dependentsWords as words } from './dependents-words.js'

const MODES = ['suspend', 'flag'] as const

/** What happens when a cited article changes: everybody sees it, administrators set it. */
export function PolicyField({ policy }: { policy: PolicyReply }) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const { role } = useSession().member
  const [wanted, setWanted] = useState<PolicyReply['mode'] | null>(null)
  return (
    <span className="dependents__policy">
      {words.policy}
      {role === 'administrator' ? (
        <Segmented
          aria-label={words.policy}
          value={policy.mode}
          onChange={(mode) => setWanted(mode)}
          options={MODES.map((value) => ({ value, label: words.policyModes[value] }))}
        />
      ) : (
        <strong>{words.policyModes[policy.mode]}</strong>
      )}
      {wanted && (
        <ConfirmDialog
          title={words.policyTitle(wanted)}
          consequence={words.policyHints[wanted]}
          okText={words.policyModes[wanted]}
          isDanger={wanted === 'flag'}
          onOk={async () => {
            await dependentsApi.setPolicy({ mode: wanted, version: policy.version })
            await client.invalidateQueries({ queryKey: ['knowledge', 'dependents'] })
            message.success(words.policySaved)
            setWanted(null)
          }}
          onClose={() => setWanted(null)}
        />
      )}
    </span>
  )
}
