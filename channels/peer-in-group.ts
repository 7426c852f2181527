/** In a group everybody is a citizen of their own, apart from what they say in private: both ids, with a space. */
export const peerInGroup = (groupId: string, personId: string) => `${groupId} ${personId}`

/** @returns null: in private */
export function readPeerInGroup(peer: string): { groupId: string; personId: string } | null {
  const [groupId, personId] = peer.split(' ')
  return groupId !== undefined && personId !== undefined ? { groupId, personId } : null
}
