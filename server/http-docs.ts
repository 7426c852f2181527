import fastifySwagger from '@fastify/swagger'
import fastifySwaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'

/** Made from the routes' schemas; registered before them. */
export async function addApiDocs(server: FastifyInstance, version: string): Promise<void> {
  await server.register(fastifySwagger, {
    openapi: {
      info: {
        title: 'Wenfa 问法',
        description:
          '公共法律服务问答接口。群众一侧先新建会话，之后的请求都带 `Authorization: Bearer <secret>`。出错时返回 `{error: {code, message}}`，message 可以直接给群众看。',
        version,
      },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer' },
          knowledgeKey: {
            type: 'http',
            scheme: 'bearer',
            description: '知识库的密钥，由管理员在 /desk/knowledge/keys 发放；各接口写明需要哪一种权限',
          },
        },
      },
    },
    transform(route) {
      const { schema, url } = jsonSchemaTransform(route)
      const access = route.route.config?.access
      if (access?.scope !== 'shared') return { schema, url }
      return { schema: { ...schema, security: [{ knowledgeKey: [access.key] }] }, url }
    },
  })
  // Its own policy would allow other hosts; it works under ours.
  await server.register(fastifySwaggerUi, { routePrefix: '/api/docs', staticCSP: false })
}
