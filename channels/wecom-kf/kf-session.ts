import { DeliveryError } from '../channel.js'
import type { WecomClient } from '../wecom/wecom-client.js'

/** One talk of one citizen with one account of customer service. */
export interface KfSession {
  openKfId: string
  externalUserId: string
}

/** Of a session, as the platform numbers them. */
const STATE = { unhandled: 0, assistant: 1, queued: 2, servicer: 3, ended: 4 } as const

/** Who has a session that is not ours: what staff read about a message that may not be sent. */
const NOT_OURS: Readonly<Record<number, string>> = {
  [STATE.queued]: '会话在企业微信的待接入池里，等对方的接待人员；这里只能看，不能发',
  [STATE.servicer]: '企业微信的接待人员正在接待；这里只能看，不能发',
  [STATE.ended]: '企业微信那边已经结束会话，要等对方再发话',
}

export function createKfSessions(client: WecomClient) {
  async function stateOf({ openKfId, externalUserId }: KfSession): Promise<number> {
    const { service_state: state } = await client.call('/cgi-bin/kf/service_state/get', {
      open_kfid: openKfId,
      external_userid: externalUserId,
    })
    return Number(state)
  }

  /** Takes a session that nobody has yet: it is the assistant's from here on. */
  async function hold({ openKfId, externalUserId }: KfSession): Promise<void> {
    await client.call('/cgi-bin/kf/service_state/trans', {
      open_kfid: openKfId,
      external_userid: externalUserId,
      service_state: STATE.assistant,
    })
  }

  return {
    /**
     * Whether we are to answer; a session that nobody has is taken.
     * @throws {DeliveryError} only where the same may succeed later
     */
    async isOurs(session: KfSession): Promise<boolean> {
      try {
        const state = await stateOf(session)
        if (state === STATE.unhandled) await hold(session)
        return !(state in NOT_OURS)
      } catch (error) {
        // Refused: sending will tell what is wrong.
        if (error instanceof DeliveryError && !error.retryable) return true
        throw error
      }
    },

    /** Why the platform does not let a message through. Where nobody has the session, it is taken. */
    async explain(session: KfSession, error: DeliveryError): Promise<DeliveryError> {
      const state = await stateOf(session)
      const reason = NOT_OURS[state]
      if (reason) return new DeliveryError('closed', error.code, reason)
      if (state === STATE.unhandled) await hold(session)
      return new DeliveryError('retry', error.code, error.message)
    },
  }
}
