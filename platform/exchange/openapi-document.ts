import { z } from 'zod'
import {
  callback,
  callbackReply,
  exchangeError,
  outboundMessage,
  remoteTicket,
  remoteTicketPage,
} from './exchange-messages.js'

const SCHEMAS = {
  OutboundMessage: outboundMessage,
  Callback: callback,
  CallbackReply: callbackReply,
  ExchangeError: exchangeError,
  RemoteTicket: remoteTicket,
  RemoteTicketPage: remoteTicketPage,
}

const SIGNATURE_HEADERS = {
  'X-Wenfa-Key-Id': '密钥编号',
  'X-Wenfa-Timestamp': '签名时间，自 1970-01-01 起的秒数；和接收方的时钟相差不能超过 5 分钟',
  'X-Wenfa-Nonce': '消息编号，和正文的 messageId 相同；没有正文的请求用任意不重复的值',
  'X-Wenfa-Signature': 'HMAC-SHA256，64 位十六进制小写',
}

/** OpenAPI 3.1 with the JSON Schema of every message, made from the schemas that check them. */
export function exchangeDocument(): object {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(SCHEMAS)) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, {
    target: 'draft-2020-12',
    uri: (id) => `#/components/schemas/${id}`,
    io: 'input',
  })
  const parameters = Object.entries(SIGNATURE_HEADERS).map(([name, description]) => ({
    name,
    in: 'header',
    required: true,
    description,
    schema: { type: 'string' },
  }))
  return {
    openapi: '3.1.0',
    info: {
      title: '问法与工作平台的信息交换',
      version: '1',
      description: '两个方向的请求都要签名，签名方法和处理规则见 docs/exchange.md。',
    },
    tags: [
      { name: '工作平台提供', description: '地址在问法的 EXCHANGE_URL 之下' },
      { name: '问法提供', description: '地址在问法的服务器之下' },
    ],
    paths: {
      '/messages': {
        post: {
          tags: ['工作平台提供'],
          summary: '工单有了变化',
          operationId: 'receiveMessage',
          parameters,
          requestBody: { required: true, ...json('OutboundMessage') },
          responses: {
            '2XX': { description: '已收下并存好；正文不读。重复的消息也这样答' },
            '429': { description: '请稍后再发，Retry-After 说明等多久' },
            '4XX': { description: '这条消息有问题。几次不收就停发，由人处理' },
            '5XX': { description: '暂时收不了，会再发' },
          },
        },
      },
      '/tickets': {
        get: {
          tags: ['工作平台提供'],
          summary: '列出工单，供对账',
          operationId: 'listTickets',
          parameters: [
            ...parameters,
            query('openedSince', '只列这一天（北京时间）及以后开的工单，YYYY-MM-DD', {
              type: 'string',
              format: 'date',
            }),
            query('limit', '每页最多几个', { type: 'integer', minimum: 1, maximum: 1000 }),
            query('after', '上一页给的 next；第一页没有', { type: 'string' }, false),
          ],
          responses: { '200': { description: '一页工单', ...json('RemoteTicketPage') } },
        },
      },
      '/api/exchange/callbacks': {
        post: {
          tags: ['问法提供'],
          summary: '回传办理情况：受理、进展、答复、办结、退回',
          operationId: 'receiveCallback',
          parameters,
          requestBody: { required: true, ...json('Callback') },
          responses: {
            '200': { description: '已处理', ...json('CallbackReply') },
            '202': { description: '前面还缺消息，先存着', ...json('CallbackReply') },
            '400': { description: '格式不对', ...json('ExchangeError') },
            '401': { description: '签名不对、过期或缺少', ...json('ExchangeError') },
            '404': { description: '没有这个工单', ...json('ExchangeError') },
            '409': {
              description: '工单的状态不允许，或消息编号重复使用而内容不同；不必重发',
              content: {
                'application/json': { schema: { anyOf: [ref('CallbackReply'), ref('ExchangeError')] } },
              },
            },
            '5XX': { description: '暂时收不了，请用同样的 messageId 重发' },
          },
        },
      },
    },
    components: {
      schemas: Object.fromEntries(
        // Inside the document they are known by their place.
        Object.entries(schemas).map(([id, { $id: _, $schema: __, ...schema }]) => [id, schema]),
      ),
    },
  }
}

function ref(schema: keyof typeof SCHEMAS) {
  return { $ref: `#/components/schemas/${schema}` }
}

function json(schema: keyof typeof SCHEMAS) {
  return { content: { 'application/json': { schema: ref(schema) } } }
}

function query(name: string, description: string, schema: object, required = true) {
  return { name, in: 'query', required, description, schema }
}
