/** The refusal in an answer of /api/reprise. */
function refusalOf(text: string, status: number): string {
  try {
    const { message } = JSON.parse(text) as { message?: string };
    if (message) return message;
  } catch {
    // An answer that is not ours, of a proxy on the way.
  }
  return status === 413
    ? 'Le fichier est trop lourd pour ce serveur.'
    : 'Le serveur ne répond pas. Réessayez dans un instant.';
}

/** Sends one file as the body of a request; throws the French refusal. */
export async function sendFile<Answer>(address: string, file: File, reason?: string): Promise<Answer> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: {
      'content-type': 'application/octet-stream',
      'x-nom-fichier': encodeURIComponent(file.name),
      ...(reason ? { 'x-motif': encodeURIComponent(reason) } : {}),
    },
    body: file,
  }).catch(() => {
    throw new Error(refusalOf('', 0));
  });
  if (answer.status !== 201) throw new Error(refusalOf(await answer.text(), answer.status));
  return (await answer.json()) as Answer;
}
