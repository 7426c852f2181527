/** A citizen asks and presses 转人工. @returns the new ticket's number */
export async function askForHuman(url: string, question: string, regionCode: string): Promise<string> {
  const post = async (path: string, body: unknown, secret?: string) => {
    const response = await fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(secret && { authorization: `Bearer ${secret}` }) },
      body: JSON.stringify(body),
    })
    return (await response.json()) as { id: string; secret: string; ticket: { number: string } }
  }
  const { id, secret } = await post('/api/conversations', { regionCode })
  const messageId = () => crypto.randomUUID()
  await post(`/api/conversations/${id}/messages`, { messageId: messageId(), text: question }, secret)
  const { ticket } = await post(`/api/conversations/${id}/handoff`, { messageId: messageId() }, secret)
  return ticket.number
}
