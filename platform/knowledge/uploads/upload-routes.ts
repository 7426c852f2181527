import { join } from 'node:path'
import { Readable } from 'node:stream'
import { z } from 'zod'
import { deskError } from '../../desk/wire.js'
import { requireMember } from '../../staff/access/staff-access.js'
import type { StaffServer } from '../../staff/staff-server.js'
import type { Knowledge } from '../knowledge.js'
import { changing, reading } from '../route-access.js'
import { storeBody } from './store-body.js'
import { withFolder } from './upload-folders.js'
import { MAX_ARCHIVE_MEGABYTES, MAX_FILE_MEGABYTES } from './upload-limits.js'
import { fileQuery, fileReply, uploadListQuery, uploadPage, uploadView } from './upload-wire.js'

const tags = ['知识库：上传']
const ofUpload = z.object({ uploadId: z.string() })

export async function addUploadRoutes(server: StaffServer, { uploads }: Knowledge): Promise<void> {
  server.post(
    '/api/knowledge/uploads',
    {
      config: { access: changing },
      schema: { tags, summary: '开始一次上传', response: { 201: uploadView, '4xx': deskError } },
    },
    async (request, reply) => reply.code(201).send(await uploads.begin(requireMember(request))),
  )

  server.get(
    '/api/knowledge/uploads',
    {
      config: { access: reading },
      schema: {
        tags,
        summary: '最近的上传，包括监看文件夹的',
        querystring: uploadListQuery,
        response: { 200: uploadPage, '4xx': deskError },
      },
    },
    async (request) => uploads.list(request.query),
  )

  server.get(
    '/api/knowledge/uploads/:uploadId',
    {
      config: { access: reading },
      schema: {
        tags,
        summary: '上传的进度，和每个文件的结果',
        params: ofUpload,
        response: { 200: uploadView, '4xx': deskError },
      },
    },
    async (request) => uploads.show(request.params.uploadId),
  )

  server.post(
    '/api/knowledge/uploads/:uploadId/end',
    {
      config: { access: changing },
      schema: {
        tags,
        summary: '结束一次上传',
        params: ofUpload,
        response: { 200: uploadView, '4xx': deskError },
      },
    },
    async (request) => uploads.end(request.params.uploadId, requireMember(request)),
  )

  // Bytes are a body here and nowhere else.
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('application/octet-stream', (_request, body, done) => done(null, body))
    ;(scope as StaffServer).post(
      '/api/knowledge/uploads/:uploadId/files',
      {
        bodyLimit: MAX_ARCHIVE_MEGABYTES * 1_000_000,
        config: { access: changing },
        schema: {
          tags,
          summary: '上传一个文件或一个 ZIP：文件内容作为请求体（application/octet-stream），名称写在地址里',
          params: ofUpload,
          querystring: fileQuery,
          response: { 200: fileReply, '4xx': deskError },
        },
      },
      async (request) => {
        const { name } = request.query
        const megabytes = /\.zip$/i.test(name) ? MAX_ARCHIVE_MEGABYTES : MAX_FILE_MEGABYTES
        return withFolder(async (folder) => {
          const path = join(folder, 'file')
          await storeBody((request.body as Readable | undefined) ?? Readable.from([]), path, megabytes)
          return { files: await uploads.addFile(request.params.uploadId, name, path, requireMember(request)) }
        })
      },
    )
  })
}
